package dev.brine.pickle.internal.java;

import dev.brine.pickle.value.Children;
import dev.brine.pickle.value.PickleValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts containers from the inside out, without recursion, each once. Java's own collections are
 * printed, hashed and compared recursively by whoever gets them: so what they hold is bounded.
 */
public final class JavaContainers {
  private static final int DEEPEST = 1_000;
  private static final long MOST = 10_000_000;

  private final List<Frame> path = new ArrayList<>();
  private final IdentityHashMap<PickleValue, Done> done = new IdentityHashMap<>();
  private long converted;

  /** A container whose children are being converted. */
  private static final class Frame {
    final PickleValue value;
    final @Nullable Object[] children;
    int next;
    long nodes = 1;
    int height = 1;

    Frame(PickleValue value) {
      this.value = value;
      this.children = new Object[Children.count(value)];
    }
  }

  /**
   * A container in Java; {@code java} is null while its children are being converted.
   *
   * @param nodes the values in it, shared ones counted again
   * @param height the levels in it
   */
  private record Done(@Nullable Object java, long nodes, int height) {}

  /** Converts a value and all that it holds. */
  public @Nullable Object convert(PickleValue root) {
    if (!isContainer(root)) {
      return JavaScalars.of(root);
    }
    enter(root);
    while (true) {
      Frame frame = path.get(path.size() - 1);
      if (frame.next < frame.children.length) {
        step(frame);
      } else {
        Object java = finish(frame);
        if (path.isEmpty()) {
          return java;
        }
      }
    }
  }

  private static boolean isContainer(PickleValue value) {
    return switch (value.kind()) {
      case LIST, TUPLE, DEQUE, DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER, SET, FROZENSET -> true;
      default -> false;
    };
  }

  private void enter(PickleValue value) {
    if (path.size() == DEEPEST) {
      throw new IllegalStateException("nested more than " + DEEPEST + " deep");
    }
    count(1L + Children.count(value));
    done.put(value, new Done(null, 0, 0));
    path.add(new Frame(value));
  }

  private void count(long more) {
    converted += more;
    if (converted > MOST) {
      throw new IllegalStateException("more than " + MOST + " values");
    }
  }

  private void step(Frame frame) {
    PickleValue child = Children.get(frame.value, frame.next);
    if (!isContainer(child)) {
      frame.children[frame.next++] = JavaScalars.of(child);
      frame.nodes++;
      return;
    }
    Done known = done.get(child);
    if (known == null) {
      enter(child);
    } else if (known.java() == null) {
      throw new IllegalStateException(child.described() + " contains itself");
    } else {
      take(frame, known);
    }
  }

  private void take(Frame frame, Done child) {
    frame.children[frame.next++] = child.java();
    frame.nodes += child.nodes();
    frame.height = Math.max(frame.height, 1 + child.height());
    if (frame.nodes > MOST) {
      throw new IllegalStateException("more than " + MOST + " values, shared ones counted again");
    }
    if (frame.height > DEEPEST) {
      throw new IllegalStateException("nested more than " + DEEPEST + " deep");
    }
  }

  private Object finish(Frame frame) {
    path.remove(path.size() - 1);
    Object java = collection(frame);
    done.put(frame.value, new Done(java, frame.nodes, frame.height));
    return java;
  }

  private static Object collection(Frame frame) {
    return switch (frame.value.kind()) {
      case SET, FROZENSET -> set(frame.children);
      case DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER -> map(frame.children);
      default -> Collections.unmodifiableList(Arrays.asList(frame.children));
    };
  }

  private static Set<@Nullable Object> set(@Nullable Object[] children) {
    Set<@Nullable Object> set = new LinkedHashSet<>(children.length * 2);
    for (Object child : children) {
      if (!set.add(key(child))) {
        throw clash();
      }
    }
    return Collections.unmodifiableSet(set);
  }

  private static Map<@Nullable Object, @Nullable Object> map(@Nullable Object[] children) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>(children.length);
    for (int i = 0; i < children.length; i += 2) {
      map.put(key(children[i]), children[i + 1]);
    }
    if (map.size() != children.length / 2) {
      throw clash();
    }
    return Collections.unmodifiableMap(map);
  }

  /** An array of Java's is equal to itself only. */
  private static @Nullable Object key(@Nullable Object child) {
    return child instanceof byte[] bytes ? ByteBuffer.wrap(bytes).asReadOnlyBuffer() : child;
  }

  private static IllegalStateException clash() {
    return new IllegalStateException("two keys that are different in Python are equal in Java");
  }
}

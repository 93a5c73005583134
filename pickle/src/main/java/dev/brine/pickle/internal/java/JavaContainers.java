package dev.brine.pickle.internal.java;

import dev.brine.pickle.internal.kernel.Nesting;
import dev.brine.pickle.internal.walk.Children;
import dev.brine.pickle.value.PickleValue;
import java.nio.ByteBuffer;
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
 * Converts containers, each once. Whoever gets Java's own collections prints, hashes and compares
 * them recursively, and once for each time they are shared: so what they hold is bounded.
 */
public final class JavaContainers {
  private static final long MAX_VALUES = 10_000_000;

  /** Stands for a container whose contents are being converted: it has no height yet. */
  private static final Converted OPEN = new Converted(List.of(), 0, 0);

  private final IdentityHashMap<PickleValue, Converted> known = new IdentityHashMap<>();
  private long values;

  /**
   * A container in Java.
   *
   * @param nodes the number of values in it, counting shared ones again
   * @param height the number of levels in it
   */
  private record Converted(Object java, long nodes, int height) {}

  /** Converts a value and everything it holds. */
  public @Nullable Object convert(PickleValue root) {
    return Children.isContainer(root) ? container(root, 1).java() : JavaScalars.of(root);
  }

  private Converted container(PickleValue value, int depth) {
    Converted earlier = known.get(value);
    if (earlier != null && earlier.height() == 0) {
      throw new IllegalStateException(value.described() + " contains itself");
    }
    if (earlier != null) {
      return earlier;
    }
    checkDepth(depth);
    @Nullable Object[] children = new Object[Children.count(value)];
    values += 1L + children.length;
    if (values > MAX_VALUES) {
      throw new IllegalStateException("more than " + MAX_VALUES + " values");
    }
    known.put(value, OPEN);
    long nodes = 1;
    int height = 1;
    for (int i = 0; i < children.length; i++) {
      PickleValue child = Children.get(value, i);
      if (Children.isContainer(child)) {
        Converted held = container(child, depth + 1);
        children[i] = held.java();
        nodes += held.nodes();
        height = Math.max(height, 1 + held.height());
        checkDepth(height);
      } else {
        children[i] = JavaScalars.of(child);
        nodes++;
      }
      if (nodes > MAX_VALUES) {
        throw new IllegalStateException(
            "more than " + MAX_VALUES + " values, shared ones counted again");
      }
    }
    Converted converted = new Converted(collection(value, children), nodes, height);
    known.put(value, converted);
    return converted;
  }

  private static void checkDepth(int depth) {
    if (depth > Nesting.MAX) {
      throw new IllegalStateException("nested more than " + Nesting.MAX + " deep");
    }
  }

  private static Object collection(PickleValue value, @Nullable Object[] children) {
    return switch (value.kind()) {
      case SET, FROZENSET -> set(children);
      case DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER -> map(children);
      default -> Collections.unmodifiableList(Arrays.asList(children));
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

  /** Java's arrays are equal to themselves only. */
  private static @Nullable Object key(@Nullable Object child) {
    return child instanceof byte[] bytes ? ByteBuffer.wrap(bytes).asReadOnlyBuffer() : child;
  }

  private static IllegalStateException clash() {
    return new IllegalStateException("two keys that are different in Python are equal in Java");
  }
}

package dev.brine.pickle.value;

import java.util.Arrays;
import java.util.IdentityHashMap;

/**
 * Visits every value that holds others, each once, from the outside in, without recursion: sharing
 * and cycles do no harm. Scalars, and containers of nothing but scalars, are passed over, because
 * they cannot lead anywhere.
 */
public final class ValueWalk {
  private static final Integer OPEN = 0;

  /** How many containers each visited value is deep, itself included; 0 while it is open. */
  private final IdentityHashMap<PickleValue, Integer> heights = new IdentityHashMap<>();

  private PickleValue[] path = new PickleValue[16];
  private int[] next = new int[16];
  private int[] below = new int[16];
  private int depth;
  private int deepest;
  private boolean started;
  private PickleValue value;

  /** Starts a walk at {@code root}, which {@link #next} visits first. */
  public ValueWalk(PickleValue root) {
    this.value = root;
  }

  /** Goes to the next value; false when all were visited. */
  public boolean next() {
    if (!started) {
      started = true;
      enter(value);
      return true;
    }
    while (depth > 0) {
      PickleValue holder = path[depth - 1];
      int index = next[depth - 1]++;
      if (index >= Children.count(holder)) {
        leave();
      } else {
        PickleValue child = Children.get(holder, index);
        if (Container.holdsValues(child) && isNew(child)) {
          enter(child);
          return true;
        }
      }
    }
    return false;
  }

  /** The value that was visited last. */
  public PickleValue value() {
    return value;
  }

  /**
   * How many containers lie inside one another at most, as far as was seen: by the longest way in,
   * not the one that came first.
   */
  public int deepest() {
    return deepest;
  }

  /**
   * How many containers lie inside one another in {@code value}, where that is known without a walk
   * because each was full before another one held it; otherwise {@link Integer#MAX_VALUE}.
   */
  public static int height(PickleValue value) {
    if (value instanceof PyExtension extension && extension.isComplete()) {
      int highest = 0;
      for (int i = 0; i < extension.childCount(); i++) {
        highest = Math.max(highest, plainHeight(extension.child(i)));
      }
      return highest == Integer.MAX_VALUE ? highest : highest + 1;
    }
    return plainHeight(value);
  }

  private static int plainHeight(PickleValue value) {
    if (value instanceof Container container && container.height() < Container.UNKNOWN) {
      return container.height();
    }
    return Container.holdsValues(value) ? Integer.MAX_VALUE : 0;
  }

  /** Whether nobody was inside yet; if somebody was, all that lies there lies this much deeper. */
  private boolean isNew(PickleValue child) {
    if (!isNested(child)) {
      return true;
    }
    Integer height = heights.get(child);
    if (height != null) {
      reach(height);
    }
    return height == null;
  }

  /** Something of this height hangs below the path. */
  private void reach(int height) {
    deepest = Math.max(deepest, depth + height);
    if (depth > 0) {
      below[depth - 1] = Math.max(below[depth - 1], height);
    }
  }

  private void enter(PickleValue visited) {
    value = visited;
    reach(1);
    if (isNested(visited)) {
      heights.put(visited, OPEN);
      if (depth == path.length) {
        path = Arrays.copyOf(path, depth * 2);
        next = Arrays.copyOf(next, depth * 2);
        below = Arrays.copyOf(below, depth * 2);
      }
      path[depth] = visited;
      next[depth] = 0;
      below[depth++] = 0;
    }
  }

  private void leave() {
    depth--;
    int height = below[depth] + 1;
    heights.put(path[depth], height);
    reach(height);
  }

  /** Whether a walk must look inside. */
  private static boolean isNested(PickleValue value) {
    return value instanceof Container container ? container.isNested() : Children.count(value) > 0;
  }
}

package dev.brine.pickle.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Visits every value that holds others, each once, from the outside in, without recursion: sharing
 * and cycles do no harm. Scalars, and containers of nothing but scalars, are passed over, because
 * they cannot lead anywhere.
 */
public final class ValueWalk {
  private final Set<PickleValue> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private PickleValue[] path = new PickleValue[16];
  private int[] next = new int[16];
  private int depth;
  private PickleValue value;

  /** Starts a walk at {@code root}, which {@link #next} visits first. */
  public ValueWalk(PickleValue root) {
    this.value = root;
    this.next[0] = -1;
  }

  /** Goes to the next value; false when all were visited. */
  public boolean next() {
    if (next[0] == -1) {
      next[0] = 0;
      enter(value);
      return true;
    }
    while (depth > 0) {
      PickleValue holder = path[depth - 1];
      int index = next[depth - 1]++;
      if (index >= Children.count(holder)) {
        depth--;
      } else {
        PickleValue child = Children.get(holder, index);
        if (PySequence.holdsValues(child) && (!isNested(child) || seen.add(child))) {
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

  /** How many containers the value lies in, itself included. */
  public int depth() {
    return isNested(value) ? depth : depth + 1;
  }

  private void enter(PickleValue visited) {
    value = visited;
    if (isNested(visited)) {
      seen.add(visited);
      if (depth == path.length) {
        path = Arrays.copyOf(path, depth * 2);
        next = Arrays.copyOf(next, depth * 2);
      }
      path[depth] = visited;
      next[depth++] = 0;
    }
  }

  /** Whether a walk must look inside. */
  private static boolean isNested(PickleValue value) {
    return switch (value.kind()) {
      case LIST, TUPLE -> ((PySequence) value).isNested();
      case DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER -> ((PyDict) value).isNested();
      case DEQUE -> ((PyDeque) value).isNested();
      case SET, FROZENSET -> ((PySet) value).isNested();
      default -> Children.count(value) > 0;
    };
  }
}

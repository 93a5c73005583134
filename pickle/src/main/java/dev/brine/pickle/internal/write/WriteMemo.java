package dev.brine.pickle.internal.write;

import org.jspecify.annotations.Nullable;

/**
 * The number of each value that was written and may be referred to again, by the identity of its
 * object. Open addressing, because millions of strings may be in it.
 */
final class WriteMemo {
  private static final int FIRST = 64;

  private @Nullable Object[] keys = new @Nullable Object[FIRST];
  private int[] numbers = new int[FIRST];
  private int used;
  private int next;

  /** The number of {@code key}, or -1. */
  int get(Object key) {
    int slot = slot(keys, key);
    return keys[slot] == null ? -1 : numbers[slot];
  }

  /** Gives {@code key} the next number. */
  int put(Object key) {
    if (used * 2 >= keys.length) {
      grow();
    }
    int slot = slot(keys, key);
    if (keys[slot] == null) {
      keys[slot] = key;
      used++;
    }
    numbers[slot] = next;
    return next++;
  }

  /** Gives the next number to something that nothing will refer to. */
  int skip() {
    return next++;
  }

  private void grow() {
    @Nullable Object[] old = keys;
    int[] oldNumbers = numbers;
    keys = new @Nullable Object[old.length * 2];
    numbers = new int[old.length * 2];
    for (int i = 0; i < old.length; i++) {
      Object key = old[i];
      if (key != null) {
        int slot = slot(keys, key);
        keys[slot] = key;
        numbers[slot] = oldNumbers[i];
      }
    }
  }

  private static int slot(@Nullable Object[] keys, Object key) {
    int hash = System.identityHashCode(key) * 0x9e3779b9;
    int slot = (hash >>> 1) & (keys.length - 1);
    while (keys[slot] != null && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }
}

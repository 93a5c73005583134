package dev.brine.pickle;

import dev.brine.pickle.value.PyStr;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores the values that PUT memoizes and GET retrieves. Consecutive indexes are kept in an array.
 * A distant index, which is legal, is kept in a map, so that it does not require a large array.
 */
final class Memo {
  private static final int FARTHEST = 1 << 10;
  private static final int NEAR_BYTES = 16;
  private static final int FAR_BYTES = 96;

  private final HeapBudget budget;
  private @Nullable Object[] near = new @Nullable Object[32];
  private @Nullable Map<Long, Object> far;
  private int nearCount;

  Memo(HeapBudget budget) {
    this.budget = budget;
  }

  /** Returns the number of entries, which is the next index for MEMOIZE. */
  int size() {
    return nearCount + (far == null ? 0 : far.size());
  }

  void put(long index, Object object) {
    if (index < near.length || index <= 2L * nearCount + FARTHEST) {
      budget.charge(NEAR_BYTES);
      putNear((int) index, object);
    } else {
      budget.charge(FAR_BYTES);
      if (far == null) {
        far = new HashMap<>();
      }
      far.put(index, object);
    }
  }

  private void putNear(int index, Object object) {
    if (index >= near.length) {
      near = Arrays.copyOf(near, Math.max(index + 1, near.length * 2));
    }
    if (near[index] == null) {
      nearCount++;
      if (far != null) {
        far.remove((long) index);
      }
    }
    near[index] = object;
  }

  /** Adds the memoized strings to the list until it has {@code most} elements. */
  void strings(Collection<String> target, int most) {
    for (int i = 0; i < near.length && target.size() < most; i++) {
      if (near[i] instanceof PyStr text) {
        target.add(text.value());
      }
    }
    if (far != null) {
      for (Object object : far.values()) {
        if (object instanceof PyStr text && target.size() < most) {
          target.add(text.value());
        }
      }
    }
  }

  /** Returns the number of places that {@link #strings} looks at. */
  int capacity() {
    return near.length + (far == null ? 0 : far.size());
  }

  /** Returns the value memoized at {@code index}, or null. */
  @Nullable Object get(long index) {
    if (index >= 0 && index < near.length) {
      Object object = near[(int) index];
      if (object != null) {
        return object;
      }
    }
    return far == null ? null : far.get(index);
  }
}

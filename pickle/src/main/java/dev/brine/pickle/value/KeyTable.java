package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.KeyBudget;
import java.util.Arrays;

/**
 * Stores keys in insertion order and finds them by Python's equality. Few keys are searched
 * linearly; more keys get a hash index.
 */
final class KeyTable {
  private static final int SEARCHED_ONE_BY_ONE = 8;
  private static final int FIRST_SIZE = 4;
  private static final int MOST = 1 << 28;
  private static final int[] NO_SLOTS = {};

  private PickleValue[] keys;
  private int[] hashes;
  private int[] slots;
  private int size;
  private boolean shared;

  KeyTable() {
    this(new PickleValue[FIRST_SIZE], new int[FIRST_SIZE], NO_SLOTS, 0);
  }

  private KeyTable(PickleValue[] keys, int[] hashes, int[] slots, int size) {
    this.keys = keys;
    this.hashes = hashes;
    this.slots = slots;
    this.size = size;
  }

  /** Returns this table, marked as shared, so that no owner may add to it. */
  KeyTable share() {
    shared = true;
    return this;
  }

  /** Returns this table if it may be added to; otherwise another one with the same keys. */
  KeyTable own() {
    return shared ? new KeyTable(keys.clone(), hashes.clone(), slots.clone(), size) : this;
  }

  int size() {
    return size;
  }

  PickleValue key(int index) {
    return keys[index];
  }

  /** Returns the index of {@code key}, or −1. */
  int find(PickleValue key, KeyBudget budget) {
    return find(key, Keys.hash(key, budget), budget, 0);
  }

  /** Returns the index of an element of a set that is itself part of a key, or −1. */
  int findInside(PickleValue key, KeyBudget budget, int depth) {
    return find(key, Keys.hash(key, depth, budget), budget, depth);
  }

  /** Returns the index of {@code key}, which is added at the end if it is missing. */
  int put(PickleValue key, KeyBudget budget) {
    int hash = Keys.hash(key, budget);
    int index = find(key, hash, budget, 0);
    return index >= 0 ? index : append(key, hash);
  }

  private int find(PickleValue key, int hash, KeyBudget budget, int depth) {
    if (size <= SEARCHED_ONE_BY_ONE) {
      for (int i = 0; i < size; i++) {
        if (hashes[i] == hash && isAt(i, key, budget, depth)) {
          return i;
        }
      }
      return -1;
    }
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int index = slots[slot] - 1;
      if (hashes[index] == hash && isAt(index, key, budget, depth)) {
        return index;
      }
    }
    return -1;
  }

  private boolean isAt(int index, PickleValue key, KeyBudget budget, int depth) {
    if (Keys.same(keys[index], key, depth, budget)) {
      return true;
    }
    budget.collided();
    return false;
  }

  private int append(PickleValue key, int hash) {
    if (size == MOST) {
      throw new ExcessiveException("more than " + MOST + " keys");
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    keys[size] = key;
    hashes[size] = hash;
    size++;
    if (size > SEARCHED_ONE_BY_ONE) {
      if (size * 2 > slots.length) {
        slots = new int[Integer.highestOneBit(size) * 4];
        for (int i = 0; i < size; i++) {
          enter(i);
        }
      } else {
        enter(size - 1);
      }
    }
    return size - 1;
  }

  private void enter(int index) {
    int mask = slots.length - 1;
    int slot = hashes[index] & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = index + 1;
  }
}

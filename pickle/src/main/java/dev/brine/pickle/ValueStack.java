package dev.brine.pickle;

import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyStr;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The machine's stack. Ints and floats are stored as bits, so that a list of a million numbers
 * needs no object for each; all other values are stored as a {@link PickleValue} or its {@link
 * Construction}.
 */
final class ValueStack {
  static final byte OBJECT = 0;
  static final byte INT = 1;
  static final byte LONG = 2;
  static final byte FLOAT = 3;

  private static final int SLOT_BYTES = 13;
  private static final int LARGEST = 1 << 30;

  private final int markLimit;
  private final HeapBudget budget;
  private byte[] tags = new byte[256];
  private long[] bits = new long[256];
  private @Nullable Object[] objects = new @Nullable Object[64];
  private int top;

  /** All slots from here to the top are INT, so that a long list need not check each tag. */
  private int intsFrom;

  private int[] marks = new int[16];
  private int markCount;

  ValueStack(int markLimit, HeapBudget budget) {
    this.markLimit = markLimit;
    this.budget = budget;
  }

  int size() {
    return top;
  }

  boolean hasOpenMarks() {
    return markCount > 0;
  }

  /** Returns the slot of the topmost mark, or -1. */
  int topMark() {
    return markCount == 0 ? -1 : marks[markCount - 1];
  }

  /**
   * Brings the stack to {@code size} values after an opcode failed halfway: drops the values above
   * it and fills missing ones with {@code filler}. A mark above that size is lowered to it.
   */
  void settle(int size, Construction filler) {
    if (top > size) {
      truncate(size);
    }
    while (top < size) {
      push(filler);
    }
    for (int i = markCount - 1; i >= 0 && marks[i] > top; i--) {
      marks[i] = top;
    }
  }

  /** Returns the construction right below the topmost mark, or null for any other value. */
  @Nullable Construction belowMark() {
    int slot = marks[markCount - 1] - 1;
    boolean isReachable = slot >= (markCount > 1 ? marks[markCount - 2] : 0);
    return isReachable ? constructionAt(slot) : null;
  }

  /** Removes the topmost mark if it is still at {@code slot}. */
  void dropMark(int slot) {
    if (markCount > 0 && marks[markCount - 1] == slot) {
      markCount--;
    }
  }

  /** Adds the strings on the stack, from the top down, until the list has {@code most} elements. */
  void strings(Collection<String> target, int most) {
    for (int i = Math.min(top, objects.length) - 1; i >= 0 && target.size() < most; i--) {
      if (tags[i] == OBJECT && objects[i] instanceof PyStr text) {
        target.add(text.value());
      }
    }
  }

  void mark() {
    if (markCount == markLimit) {
      throw new ExcessiveException(tooManyMarks(markLimit));
    }
    if (markCount == marks.length) {
      budget.charge(4L * markCount);
      marks = Arrays.copyOf(marks, markCount * 2);
    }
    marks[markCount++] = top;
  }

  static String tooManyMarks(int limit) {
    return "more than " + limit + " open MARKs (limit marks)";
  }

  /** Returns how many marks are open. */
  int marks() {
    return markCount;
  }

  /** Removes the topmost mark; the slots above it remain. */
  int popMark() {
    if (markCount == 0) {
      throw new UnderflowException("no MARK on the stack");
    }
    return marks[--markCount];
  }

  /** Pushes {@code ints[from]} to {@code ints[to - 1]}. */
  void pushInts(int[] ints, int from, int to) {
    while (bits.length - top < to - from) {
      grow();
    }
    Arrays.fill(tags, top, top + to - from, INT);
    for (int i = from; i < to; i++) {
      bits[top++] = ints[i];
    }
  }

  void pushInt(long value) {
    push(value == (int) value ? INT : LONG, value);
  }

  void pushInteger(PyInt value) {
    if (value.isLong()) {
      pushInt(value.longValue());
    } else {
      push(value);
    }
  }

  void pushFloat(long doubleBits) {
    push(FLOAT, doubleBits);
  }

  private void push(byte tag, long value) {
    if (top == bits.length) {
      grow();
    }
    tags[top] = tag;
    bits[top++] = value;
    if (tag != INT) {
      intsFrom = top;
    }
  }

  void push(PickleValue value) {
    pushObject(value);
  }

  void push(Construction construction) {
    pushObject(construction.isComplete() ? construction.value() : construction);
  }

  /**
   * Pushes a value from {@link #peekObject}; an int becomes bits again, so that lists can be
   * packed.
   */
  void pushAgain(Object object) {
    if (object instanceof PyInt integer) {
      pushInteger(integer);
    } else {
      pushObject(object);
    }
  }

  private void pushObject(Object object) {
    if (top == bits.length) {
      grow();
    }
    if (top >= objects.length) {
      objects = Arrays.copyOf(objects, Math.max(objects.length * 2, top + 1));
    }
    tags[top] = OBJECT;
    objects[top++] = object;
    intsFrom = top;
  }

  private void grow() {
    if (bits.length > LARGEST / 2) {
      throw new ExcessiveException("more than " + LARGEST + " values on the stack");
    }
    int size = bits.length * 2;
    budget.charge((long) SLOT_BYTES * bits.length);
    tags = Arrays.copyOf(tags, size);
    bits = Arrays.copyOf(bits, size);
  }

  /** Requires {@code count} values above the topmost mark. */
  void require(int count) {
    int floor = markCount == 0 ? 0 : marks[markCount - 1];
    if (top - floor < count) {
      throw new UnderflowException(
          "needs "
              + count
              + (count == 1 ? " value" : " values")
              + " on the stack, finds "
              + (top - floor));
    }
  }

  /** Requires a value under the slots from {@code from} on, above the next mark down. */
  void requireBelow(int from) {
    int floor = markCount == 0 ? 0 : marks[markCount - 1];
    if (from - 1 < floor || from > top) {
      throw new UnderflowException("nothing on the stack to add to");
    }
  }

  /** Drops the topmost value, or the topmost mark if it is on top, as Python does. */
  void pop() {
    if (markCount > 0 && marks[markCount - 1] == top) {
      markCount--;
    } else {
      require(1);
      truncate(top - 1);
    }
  }

  /** Removes and returns the topmost value. */
  PickleValue popValue() {
    require(1);
    PickleValue value = valueAt(top - 1);
    truncate(top - 1);
    return value;
  }

  /** Returns the topmost value without removing it. */
  PickleValue peekValue() {
    require(1);
    return valueAt(top - 1);
  }

  /**
   * Returns the topmost slot as the memo and DUP store it, with its construction if it can still be
   * filled. A NaN becomes a permanent object, because a dict finds it again by its identity.
   */
  Object peekObject() {
    require(1);
    int slot = top - 1;
    if (tags[slot] == OBJECT) {
      return objectAt(slot);
    }
    PickleValue value = valueAt(slot);
    if (value instanceof PyFloat number && Double.isNaN(number.value())) {
      top = slot;
      pushObject(value);
    }
    return value;
  }

  /**
   * Returns the construction {@code below} slots under the top, or null if the value is complete.
   */
  @Nullable Construction constructionAt(int slot) {
    return tags[slot] == OBJECT && objectAt(slot) instanceof Construction construction
        ? construction
        : null;
  }

  /**
   * Returns whether the slot holds this object; an int or float stored as bits is not yet an
   * object.
   */
  boolean isAt(int slot, PickleValue value) {
    return tags[slot] == OBJECT && objects[slot] == value;
  }

  PickleValue valueAt(int slot) {
    return switch (tags[slot]) {
      case INT, LONG -> PyInt.of(bits[slot]);
      case FLOAT -> new PyFloat(Double.longBitsToDouble(bits[slot]));
      default -> {
        Object object = objectAt(slot);
        yield object instanceof Construction construction
            ? construction.value()
            : (PickleValue) object;
      }
    };
  }

  private Object objectAt(int slot) {
    Object object = objects[slot];
    if (object == null) {
      throw new InvalidStateException("an empty stack slot");
    }
    return object;
  }

  /** Which tag all slots from {@code from} to the top share, LONG covering INT, else OBJECT. */
  byte sharedTag(int from) {
    if (from >= top) {
      return OBJECT;
    }
    if (from >= intsFrom) {
      return INT;
    }
    byte shared = tags[from];
    for (int i = from + 1; i < top && shared != OBJECT; i++) {
      byte tag = tags[i];
      if (tag != shared) {
        boolean ints = (tag == INT || tag == LONG) && (shared == INT || shared == LONG);
        shared = ints ? LONG : OBJECT;
      }
    }
    return shared;
  }

  long[] bits() {
    return bits;
  }

  /** Drops everything from {@code size} on. */
  void truncate(int size) {
    int end = Math.min(top, objects.length);
    if (size < end) {
      Arrays.fill(objects, size, end, null);
    }
    top = size;
    intsFrom = Math.min(intsFrom, size);
  }

  /** Thrown if an opcode needs more values than the stack has. */
  static final class UnderflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnderflowException(String reason) {
      super(reason, null, false, false);
    }
  }
}

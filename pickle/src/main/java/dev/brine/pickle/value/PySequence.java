package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.IntArena;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * A list or a tuple. Items that are all ints, or all floats, are kept packed in a primitive array;
 * no object exists for one until {@link #get} makes it.
 */
public abstract sealed class PySequence implements PickleValue permits PyList, PyTuple {
  private static final PickleValue[] NONE = {};
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  /** How the items are kept. */
  public enum Packing {
    /** No items. */
    EMPTY,
    /** Ints that all fit in an int. */
    INTS,
    /** Ints that all fit in a long. */
    LONGS,
    /** Floats. */
    DOUBLES,
    /** Anything else, as objects. */
    VALUES
  }

  private Packing packing = Packing.EMPTY;
  private Object items = NONE;
  private int start;
  private int size;
  private boolean owned;

  PySequence() {}

  /** Returns the number of items. */
  public final int size() {
    return size;
  }

  /** Returns how the items are kept. */
  public final Packing packing() {
    return packing;
  }

  /**
   * Returns the item at {@code index}.
   *
   * @throws IndexOutOfBoundsException if the index is negative or not below the size
   */
  public final PickleValue get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("index " + index + " of " + size + " items");
    }
    return switch (packing) {
      case EMPTY -> throw new IndexOutOfBoundsException("no items");
      case INTS -> PyInt.of(((int[]) items)[start + index]);
      case LONGS -> PyInt.of(((long[]) items)[index]);
      case DOUBLES -> new PyFloat(((double[]) items)[index]);
      case VALUES -> ((PickleValue[]) items)[index];
    };
  }

  /**
   * Returns the int at {@code index}, without an object for it.
   *
   * @throws IndexOutOfBoundsException if the index is negative or not below the size
   * @throws IllegalStateException unless the packing is INTS or LONGS
   */
  public final long longAt(int index) {
    Objects.checkIndex(index, size);
    return switch (packing) {
      case INTS -> ((int[]) items)[start + index];
      case LONGS -> ((long[]) items)[index];
      default -> throw packedOtherwise("LONGS");
    };
  }

  /**
   * Returns the float at {@code index}, without an object for it.
   *
   * @throws IndexOutOfBoundsException if the index is negative or not below the size
   * @throws IllegalStateException unless the packing is DOUBLES
   */
  public final double doubleAt(int index) {
    Objects.checkIndex(index, size);
    if (packing != Packing.DOUBLES) {
      throw packedOtherwise("DOUBLES");
    }
    return ((double[]) items)[index];
  }

  private IllegalStateException packedOtherwise(String wanted) {
    return new IllegalStateException("items are kept as " + packing + ", not as " + wanted);
  }

  /**
   * Copies all items into {@code target} from {@code at} on.
   *
   * @throws IllegalStateException unless the packing is INTS or EMPTY
   */
  public final void copyInts(int[] target, int at) {
    if (packing == Packing.INTS) {
      System.arraycopy((int[]) items, start, target, at, size);
    } else if (size != 0) {
      throw packedOtherwise("INTS");
    }
  }

  /**
   * Copies all items into {@code target} from {@code at} on.
   *
   * @throws IllegalStateException unless the packing is LONGS, INTS or EMPTY
   */
  public final void copyLongs(long[] target, int at) {
    if (packing == Packing.LONGS) {
      System.arraycopy((long[]) items, 0, target, at, size);
    } else if (packing == Packing.INTS) {
      int[] ints = (int[]) items;
      for (int i = 0; i < size; i++) {
        target[at + i] = ints[start + i];
      }
    } else if (size != 0) {
      throw packedOtherwise("LONGS");
    }
  }

  /**
   * Copies all items into {@code target} from {@code at} on.
   *
   * @throws IllegalStateException unless the packing is DOUBLES or EMPTY
   */
  public final void copyDoubles(double[] target, int at) {
    if (packing == Packing.DOUBLES) {
      System.arraycopy((double[]) items, 0, target, at, size);
    } else if (size != 0) {
      throw packedOtherwise("DOUBLES");
    }
  }

  @Override
  public final boolean accept(PickleValue.Visitor visitor) throws IOException {
    for (int i = 0; i < size(); i++) {
      if (!visitor.visit(get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Appends ints that all fit in an int; in the arena while the list is short. */
  final void appendInts(long[] values, int from, int count, IntArena arena) {
    if (count == 0) {
      return;
    }
    if (packing == Packing.EMPTY || packing == Packing.INTS) {
      int[] target = roomForInts(count, arena);
      int at = start + size;
      for (int i = 0; i < count; i++) {
        target[at + i] = (int) values[from + i];
      }
      size += count;
    } else {
      appendLongs(values, from, count);
    }
  }

  /** Makes {@code count} ints that are next in the arena the items of an empty sequence. */
  final void takeInts(IntArena arena, int count) {
    start = arena.reserve(count);
    items = arena.chunk();
    packing = Packing.INTS;
    size = count;
  }

  /** Appends ints that all fit in a long. */
  final void appendLongs(long[] values, int from, int count) {
    if (packing == Packing.EMPTY || packing == Packing.INTS || packing == Packing.LONGS) {
      long[] target = roomForLongs(count);
      System.arraycopy(values, from, target, size, count);
      size += count;
    } else {
      for (int i = 0; i < count; i++) {
        append(PyInt.of(values[from + i]));
      }
    }
  }

  /** Appends floats, given as the bits of doubles. */
  final void appendDoubles(long[] bits, int from, int count) {
    if (packing == Packing.EMPTY || packing == Packing.DOUBLES) {
      double[] target = roomForDoubles(count);
      for (int i = 0; i < count; i++) {
        target[size + i] = Double.longBitsToDouble(bits[from + i]);
      }
      size += count;
    } else {
      for (int i = 0; i < count; i++) {
        append(new PyFloat(Double.longBitsToDouble(bits[from + i])));
      }
    }
  }

  /** Appends any value. */
  final void append(PickleValue item) {
    PickleValue[] target = roomForValues(1);
    target[size++] = item;
  }

  /** Makes room for {@code count} values that {@link #append} will bring. */
  final void expect(int count) {
    roomForValues(count);
  }

  private int[] roomForInts(int count, IntArena arena) {
    if (packing == Packing.EMPTY) {
      start = arena.reserve(count);
      items = arena.chunk();
      packing = Packing.INTS;
      return arena.chunk();
    }
    int[] ints = (int[]) items;
    checkRoom(count);
    boolean fits = owned ? ints.length >= size + count : arena.extend(ints, start + size, count);
    if (!fits) {
      int[] target = new int[capacity(count)];
      System.arraycopy(ints, start, target, 0, size);
      start = 0;
      items = target;
      owned = true;
      return target;
    }
    return ints;
  }

  private long[] roomForLongs(int count) {
    checkRoom(count);
    if (packing == Packing.LONGS) {
      long[] old = (long[]) items;
      if (old.length < size + count) {
        items = Arrays.copyOf(old, capacity(count));
      }
    } else {
      long[] target = new long[size + count];
      copyLongs(target, 0);
      items = target;
      packing = Packing.LONGS;
    }
    return (long[]) items;
  }

  private double[] roomForDoubles(int count) {
    checkRoom(count);
    if (packing == Packing.EMPTY) {
      items = new double[count];
      packing = Packing.DOUBLES;
    } else if (((double[]) items).length < size + count) {
      items = Arrays.copyOf((double[]) items, capacity(count));
    }
    return (double[]) items;
  }

  private PickleValue[] roomForValues(int count) {
    checkRoom(count);
    if (packing == Packing.VALUES) {
      PickleValue[] old = (PickleValue[]) items;
      if (old.length < size + count) {
        items = Arrays.copyOf(old, capacity(count));
      }
    } else {
      PickleValue[] target = new PickleValue[size + count];
      for (int i = 0; i < size; i++) {
        target[i] = get(i);
      }
      start = 0;
      items = target;
      packing = Packing.VALUES;
    }
    return (PickleValue[]) items;
  }

  private void checkRoom(int count) {
    if (count > LONGEST - size) {
      throw new ExcessiveException("a list of more than " + LONGEST + " items");
    }
  }

  /**
   * Returns what to allocate so that {@code count} more items fit, and growing stays linear in
   * time.
   */
  private int capacity(int count) {
    return (int) Math.min((long) size + count + (size >> 1), LONGEST);
  }
}

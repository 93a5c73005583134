package dev.brine.npy.internal.picklefree;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.internal.kernel.IntArena;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Elements that are all lists or all tuples. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ListRows(PySequence items, long[] splits) {
  private static final long REFERENCE = 8;
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  /** Returns the rows; null if an element is not a row, or there are no elements. */
  static @Nullable ListRows of(PySequence items) {
    if (items.size() == 0) {
      return null;
    }
    Kind kind = items.get(0).kind();
    long[] splits = new long[items.size() + 1];
    for (int i = 0; i < items.size(); i++) {
      PickleValue item = items.get(i);
      if (item.kind() != kind || !(item instanceof PySequence row)) {
        return null;
      }
      splits[i + 1] = splits[i] + row.size();
    }
    return new ListRows(items, splits);
  }

  /** {@code list} or {@code tuple}. */
  String type() {
    return items.get(0).typeName();
  }

  private PySequence row(int index) {
    return (PySequence) items.get(index);
  }

  /** The length of every row, or -1 if lengths differ. */
  long commonLength() {
    long length = splits[1];
    for (int i = 1; i < items.size(); i++) {
      if (splits[i + 1] - splits[i] != length) {
        return -1;
      }
    }
    return length;
  }

  /**
   * The size of rows that occur more than once, without their first occurrence: 1 for each packed
   * number, and {@value #REFERENCE} for any other value, since references to it have to be in
   * memory.
   */
  long repeated() {
    IdentityHashMap<PickleValue, Boolean> seen = new IdentityHashMap<>();
    long repeated = 0;
    for (int i = 0; i < items.size(); i++) {
      PySequence row = row(i);
      repeated +=
          seen.put(row, Boolean.TRUE) == null
              ? 0
              : row.size() * (row.packing() == Packing.VALUES ? REFERENCE : 1L);
    }
    return repeated;
  }

  NdArray splitsArray() {
    return PlainArrays.longs(DTypes.INT64, splits, Shape.of(splits.length));
  }

  /** The items of all rows; numbers stay packed. */
  PyList flat(Location location) throws LimitException {
    if (splits[items.size()] > LARGEST) {
      throw new LimitException(
          location,
          "rows have " + splits[items.size()] + " values together; at most 2^31 are possible");
    }
    PyList.Builder flat = PyList.builder();
    IntArena arena = new IntArena();
    long[] scratch = new long[0];
    for (int i = 0; i < items.size(); i++) {
      PySequence row = row(i);
      int size = row.size();
      if (scratch.length < size) {
        scratch = new long[2 * size];
      }
      switch (row.packing()) {
        case INTS -> {
          row.copyLongs(scratch, 0);
          flat.appendInts(scratch, 0, size, arena);
        }
        case LONGS -> {
          row.copyLongs(scratch, 0);
          flat.appendLongs(scratch, 0, size);
        }
        case DOUBLES -> {
          for (int j = 0; j < size; j++) {
            scratch[j] = Double.doubleToRawLongBits(row.doubleAt(j));
          }
          flat.appendDoubles(scratch, 0, size);
        }
        default -> {
          for (int j = 0; j < size; j++) {
            flat.append(row.get(j));
          }
        }
      }
    }
    return flat.value();
  }
}

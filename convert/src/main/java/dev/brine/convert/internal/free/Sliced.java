package dev.brine.convert.internal.free;

import dev.brine.pickle.internal.kernel.IntArena;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import dev.brine.pickle.value.PyTuple;

/** Lists and tuples cut from the items of all of them. */
final class Sliced {
  private Sliced() {}

  /**
   * The rows.
   *
   * @param type {@code list} or {@code tuple}
   * @throws IllegalArgumentException if the splits do not end at the number of items
   */
  static PySequence rows(String type, PySequence flat, long[] splits) {
    if (splits[splits.length - 1] != flat.size() || type.equals("ndarray")) {
      throw new IllegalArgumentException("the row splits do not end at the values");
    }
    boolean packed = flat.packing() == Packing.INTS || flat.packing() == Packing.LONGS;
    return packed ? ints(type, flat, splits) : values(type, flat, splits);
  }

  private static PySequence ints(String type, PySequence flat, long[] splits) {
    long[] values = new long[flat.size()];
    flat.copyLongs(values, 0);
    boolean small = flat.packing() == Packing.INTS;
    IntArena arena = new IntArena();
    PyList.Builder rows = PyList.builder();
    rows.expect(splits.length - 1);
    for (int i = 0; i + 1 < splits.length; i++) {
      int from = (int) splits[i];
      int count = (int) splits[i + 1] - from;
      PyList.Builder row = PyList.builder();
      if (type.equals("tuple")) {
        rows.append(small ? PyTuple.ofInts(values, from, count, arena) : tuple(flat, from, count));
      } else {
        if (small) {
          row.appendInts(values, from, count, arena);
        } else {
          row.appendLongs(values, from, count);
        }
        rows.append(row.value());
      }
    }
    return rows.value();
  }

  private static PySequence values(String type, PySequence flat, long[] splits) {
    PyList.Builder rows = PyList.builder();
    rows.expect(splits.length - 1);
    for (int i = 0; i + 1 < splits.length; i++) {
      int from = (int) splits[i];
      int count = (int) splits[i + 1] - from;
      rows.append(type.equals("tuple") ? tuple(flat, from, count) : list(flat, from, count));
    }
    return rows.value();
  }

  private static PyTuple tuple(PySequence flat, int from, int count) {
    return count == 0 ? PyTuple.EMPTY : PyTuple.of(slice(flat, from, count));
  }

  private static PyList list(PySequence flat, int from, int count) {
    if (flat.packing() != Packing.DOUBLES) {
      return PyList.of(slice(flat, from, count));
    }
    long[] bits = new long[count];
    for (int i = 0; i < count; i++) {
      bits[i] = Double.doubleToRawLongBits(flat.doubleAt(from + i));
    }
    PyList.Builder list = PyList.builder();
    if (count > 0) {
      list.appendDoubles(bits, 0, count);
    }
    return list.value();
  }

  private static PickleValue[] slice(PySequence flat, int from, int count) {
    PickleValue[] items = new PickleValue[count];
    for (int i = 0; i < count; i++) {
      items[i] = flat.get(from + i);
    }
    return items;
  }
}

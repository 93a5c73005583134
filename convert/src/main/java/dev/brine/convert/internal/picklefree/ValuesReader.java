package dev.brine.convert.internal.picklefree;

import dev.brine.npy.array.CharArray;
import dev.brine.npy.array.ComplexArray;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.array.TimeArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.picklefree.LayoutKind;
import dev.brine.npy.internal.picklefree.PlainArrays;
import dev.brine.pickle.internal.kernel.IntArena;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import dev.brine.pickle.value.PyTuple;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Creates Python values from plain arrays; the reverse of {@code UniformValues}. */
final class ValuesReader {
  private static final long MICROS = 1_000_000;
  private static final int SECONDS_PER_DAY = 86_400;

  private ValuesReader() {}

  /**
   * Returns the values of an array in C order.
   *
   * @throws IllegalArgumentException if the array is not of this kind
   */
  static PySequence read(LayoutKind kind, NdArray array) {
    return switch (kind) {
      case BOOL -> {
        boolean[] values = array.toBooleanArray();
        yield list(values.length, i -> PyConstant.of(values[i]));
      }
      case INT -> ints(array);
      case FLOAT -> doubles(array);
      case COMPLEX -> {
        double[] values = as(ComplexArray.class, array).toInterleavedArray(Order.C);
        yield list(values.length / 2, i -> new PyNumber.Complex(values[2 * i], values[2 * i + 1]));
      }
      case STR -> {
        String[] values = as(CharArray.class, array).toStringArray();
        yield list(values.length, i -> PyStr.of(values[i]));
      }
      case DECIMAL -> {
        String[] values = as(CharArray.class, array).toStringArray();
        yield list(values.length, i -> new PyNumber.Decimal(values[i]));
      }
      case BYTES -> {
        byte[][] values = as(CharArray.class, array).toBytesArray(Order.C);
        yield list(values.length, i -> PyBytes.wrap(values[i]));
      }
      case DATE, DATETIME, TIMEDELTA -> times(kind, as(TimeArray.class, array).toLongArray());
      case SCALAR -> scalars(array);
      default -> throw new IllegalArgumentException(kind + " is not a kind of plain arrays");
    };
  }

  private static <T extends NdArray> T as(Class<T> type, NdArray array) {
    if (!type.isInstance(array)) {
      throw new IllegalArgumentException(
          "an array of " + array.dtype() + " does not have the kind of its description");
    }
    return type.cast(array);
  }

  private static PyList list(int count, IntFunction<PickleValue> value) {
    PyList.Builder list = PyList.builder();
    for (int i = 0; i < count; i++) {
      list.append(value.apply(i));
    }
    return list.value();
  }

  private static PyList ints(NdArray array) {
    long[] values = array.toLongArray();
    PyList.Builder list = PyList.builder();
    if (array.dtype().itemsize() <= Integer.BYTES && array.dtype().kind() == DType.Kind.INT) {
      list.appendInts(values, 0, values.length, new IntArena());
    } else if (values.length > 0) {
      list.appendLongs(values, 0, values.length);
    }
    return list.value();
  }

  private static PyList doubles(NdArray array) {
    double[] values = array.toDoubleArray();
    long[] bits = new long[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
    }
    return doubles(bits);
  }

  private static PyList doubles(long[] bits) {
    PyList.Builder list = PyList.builder();
    if (bits.length > 0) {
      list.appendDoubles(bits, 0, bits.length);
    }
    return list.value();
  }

  private static PyList times(LayoutKind kind, long[] counts) {
    return list(
        counts.length,
        i ->
            switch (kind) {
              case DATE -> new PyTemporal.Date(LocalDate.ofEpochDay(counts[i]));
              case DATETIME -> new PyTemporal.DateTime(dateTime(counts[i]), 0, PyConstant.NONE);
              default -> delta(counts[i]);
            });
  }

  private static LocalDateTime dateTime(long micros) {
    int nanos = (int) Math.floorMod(micros, MICROS) * 1_000;
    return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS), nanos, ZoneOffset.UTC);
  }

  private static PyTemporal.Delta delta(long micros) {
    long seconds = Math.floorDiv(micros, MICROS);
    int days = (int) Math.floorDiv(seconds, SECONDS_PER_DAY);
    int rest = Math.floorMod(seconds, SECONDS_PER_DAY);
    return new PyTemporal.Delta(days, rest, (int) Math.floorMod(micros, MICROS));
  }

  private static PyList scalars(NdArray array) {
    byte[] all = PlainArrays.bytes(array);
    int size = array.dtype().itemsize();
    return list(
        Math.toIntExact(array.size()),
        i -> {
          byte[] element = Arrays.copyOfRange(all, i * size, (i + 1) * size);
          return ScalarValue.wrap(array.dtype(), element);
        });
  }

  /**
   * Returns strings or bytes from their pieces.
   *
   * @throws IllegalArgumentException if a string is not UTF-8
   */
  static PySequence pieces(LayoutKind kind, byte[][] pieces) {
    return list(
        pieces.length,
        i -> kind == LayoutKind.RAW ? PyBytes.wrap(pieces[i]) : PyStr.of(utf8(pieces[i])));
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a string is not UTF-8", e);
    }
  }

  /**
   * Returns the rows that the splits make of the items.
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
    return doubles(bits);
  }

  private static PickleValue[] slice(PySequence flat, int from, int count) {
    PickleValue[] items = new PickleValue[count];
    for (int i = 0; i < count; i++) {
      items[i] = flat.get(from + i);
    }
    return items;
  }
}

package dev.brine.convert.internal.free;

import dev.brine.convert.internal.columns.ElementList;
import dev.brine.npy.array.CharArray;
import dev.brine.npy.array.ComplexArray;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.array.TimeArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.pickle.value.IntArena;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyComplex;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDecimal;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Python's values from plain arrays: the reverse of {@link LeafWriter}. */
final class LeafReader {
  private static final long MICROS = 1_000_000;
  private static final int SECONDS_PER_DAY = 86_400;

  private LeafReader() {}

  /**
   * The values of an array in C order.
   *
   * @throws IllegalArgumentException if the array is not of the kind
   */
  static PySequence read(FormKind kind, NdArray array) {
    return switch (kind) {
      case BOOL -> {
        boolean[] values = array.toBooleanArray();
        yield list(values.length, i -> PyConstant.of(values[i]));
      }
      case INT -> ints(array);
      case FLOAT -> doubles(array);
      case COMPLEX -> {
        double[] values = as(ComplexArray.class, array).toInterleavedArray(Order.C);
        yield list(values.length / 2, i -> new PyComplex(values[2 * i], values[2 * i + 1]));
      }
      case STR -> {
        String[] values = as(CharArray.class, array).toStringArray();
        yield list(values.length, i -> PyStr.of(values[i]));
      }
      case DECIMAL -> {
        String[] values = as(CharArray.class, array).toStringArray();
        yield list(values.length, i -> new PyDecimal(values[i]));
      }
      case BYTES -> {
        byte[][] values = as(CharArray.class, array).toBytesArray(Order.C);
        yield list(values.length, i -> PyBytes.owning(values[i]));
      }
      case DATE, DATETIME, TIMEDELTA -> times(kind, as(TimeArray.class, array).toLongArray());
      case SCALAR -> scalars(array);
      default -> throw new IllegalArgumentException(kind + " is in no plain array");
    };
  }

  private static <T extends NdArray> T as(Class<T> type, NdArray array) {
    if (!type.isInstance(array)) {
      throw new IllegalArgumentException("an array of " + array.dtype() + " is of another kind");
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
    PyList.Builder list = PyList.builder();
    if (bits.length > 0) {
      list.appendDoubles(bits, 0, bits.length);
    }
    return list.value();
  }

  private static PyList times(FormKind kind, long[] counts) {
    return list(
        counts.length,
        i ->
            switch (kind) {
              case DATE -> new PyTemporal.Date(LocalDate.ofEpochDay(counts[i]));
              case DATETIME -> new PyTemporal.DateTime(moment(counts[i]), 0, PyConstant.NONE);
              default -> delta(counts[i]);
            });
  }

  private static LocalDateTime moment(long micros) {
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
    byte[] all = ElementList.bytes(array);
    int size = array.dtype().itemsize();
    return list(
        Math.toIntExact(array.size()),
        i -> {
          byte[] element = Arrays.copyOfRange(all, i * size, (i + 1) * size);
          return ScalarValue.wrap(array.dtype(), element);
        });
  }

  /**
   * Texts or bytes from their pieces.
   *
   * @throws IllegalArgumentException if a text is no UTF-8
   */
  static PySequence pieces(FormKind kind, byte[][] pieces) {
    return list(
        pieces.length,
        i -> kind == FormKind.RAW ? PyBytes.owning(pieces[i]) : PyStr.of(utf8(pieces[i])));
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text that is no UTF-8", e);
    }
  }
}

package dev.brine.pickle;

import dev.brine.pickle.internal.kernel.IntArena;
import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyStr;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The values of {@code make_written_pickles.py}. */
final class WrittenPickles {
  private WrittenPickles() {}

  static PickleValue value(String name) {
    return switch (name) {
      case "ints" -> ints(IntStream.range(0, 200_000).asLongStream());
      case "longs" -> longs(LongStream.range(0, 40_000).map(i -> i << 33));
      case "floats" -> floats();
      case "ragged" -> list(5_000, i -> ints(IntStream.range(0, i % 40).mapToLong(j -> i)));
      case "strings" -> list(30_000, i -> PyStr.of("s" + i));
      case "long string" -> PyList.of(text("\u20ac", 30_000), text("x", 65_535), text("x", 65_536));
      case "long bytes" ->
          PyList.of(bytes(0xff, 65_535), bytes(0xfe, 65_536), bytes(0xfd, 200_000));
      case "dict 1000" -> dict(1_000, PyInt::of, i -> PyInt.of(-i));
      case "dict 2001" -> dict(2_001, i -> PyStr.of("k" + i), PyInt::of);
      case "list 1001" -> list(1_001, i -> PyStr.of("a" + i));
      case "shared" -> {
        PyList shared = PyList.of(PyInt.of(1));
        yield list(3_000, i -> shared);
      }
      case "bytearray" -> PyList.of(PyBytes.wrapByteArray(new byte[70_000]));
      case "big ints" ->
          list(
              140,
              i ->
                  PyInt.of(
                      i < 70
                          ? BigInteger.ONE.shiftLeft(1_990 + i)
                          : BigInteger.ONE.shiftLeft(i - 10).negate()));
      default -> throw new AssertionError(name);
    };
  }

  static PyList list(int count, IntFunction<PickleValue> item) {
    PyList.Builder list = PyList.builder();
    for (int i = 0; i < count; i++) {
      list.append(item.apply(i));
    }
    return list.value();
  }

  private static PyList ints(LongStream values) {
    PyList.Builder list = PyList.builder();
    long[] array = values.toArray();
    list.appendInts(array, 0, array.length, new IntArena());
    return list.value();
  }

  private static PyList longs(LongStream values) {
    PyList.Builder list = PyList.builder();
    long[] array = values.toArray();
    list.appendLongs(array, 0, array.length);
    return list.value();
  }

  private static PyList floats() {
    long[] bits =
        IntStream.range(0, 30_000).mapToLong(i -> Double.doubleToLongBits(i / 4.0)).toArray();
    PyList.Builder list = PyList.builder();
    list.appendDoubles(bits, 0, bits.length);
    return list.value();
  }

  private static PyStr text(String piece, int times) {
    return PyStr.of(piece.repeat(times));
  }

  private static PyBytes bytes(int value, int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return PyBytes.wrap(bytes);
  }

  private static PyDict dict(
      int count, IntFunction<PickleValue> key, IntFunction<PickleValue> value) {
    PyDict.Builder dict = PyDict.builder(Kind.DICT, new KeyBudget(10, 1_000));
    for (int i = 0; i < count; i++) {
      dict.setItem(key.apply(i), value.apply(i));
    }
    return dict.value();
  }
}

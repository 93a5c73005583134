package dev.brine.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import dev.brine.pickle.value.PyTuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Values that a program builds are written in the bytes that CPython writes for them. */
class WrittenTypesTest {
  static final List<String> WRITTEN =
      new String(Pickles.resource("golden/written_types.tsv"), StandardCharsets.US_ASCII)
          .lines()
          .toList();

  @ParameterizedTest
  @FieldSource("WRITTEN")
  void a_built_value_has_the_bytes_of_cpython(String line) throws IOException {
    String[] parts = line.split("\t", -1);
    int protocol = Integer.parseInt(parts[1]);
    byte[] written = PickleWriter.toBytes(value(parts[0]), o -> o.withProtocol(protocol));
    assertThat(HexFormat.of().formatHex(written)).isEqualTo(parts[2]);
  }

  @ParameterizedTest
  @FieldSource("WRITTEN")
  void what_cpython_wrote_is_read_as_the_built_value(String line) throws IOException {
    String[] parts = line.split("\t", -1);
    PickleValue read = Pickle.decode(HexFormat.of().parseHex(parts[2]));
    assertThat(PickleText.repr(read)).isEqualTo(PickleText.repr(value(parts[0])));
  }

  @Test
  void a_stream_gets_the_same_bytes_and_stays_open() throws IOException {
    PickleValue value = WrittenPickles.list(40_000, i -> PyStr.of("s" + i));
    boolean[] closed = new boolean[1];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            bytes.write(b);
          }

          @Override
          public void write(byte[] array, int from, int length) {
            bytes.write(array, from, length);
          }

          @Override
          public void close() {
            closed[0] = true;
          }
        };
    PickleWriter.write(value, out, PickleWriter.Options.DEFAULT);
    assertThat(bytes.toByteArray()).isEqualTo(PickleWriter.toBytes(value));
    assertThat(closed[0]).isFalse();
  }

  @Test
  void a_failure_of_the_stream_is_the_callers_exception() {
    IOException full = new IOException("No space left on device");
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw full;
          }
        };
    assertThatThrownBy(() -> PickleWriter.write(PyInt.of(1), out, PickleWriter.Options.DEFAULT))
        .isSameAs(full);
  }

  @Test
  void values_nested_1000_deep_are_written_and_deeper_ones_are_refused() throws IOException {
    PickleLimits limits = PickleLimits.DEFAULT.withDepth(PickleLimits.MAX_DEPTH);
    byte[] pickle = PickleWriter.toBytes(nested(900));
    assertThat(Pickle.decode(pickle, o -> o.withLimits(limits)).kind()).isEqualTo(Kind.LIST);
    assertThatThrownBy(() -> PickleWriter.toBytes(nested(2_000)))
        .hasMessageContaining("deeper than 1000 levels");
  }

  private static PickleValue nested(int depth) {
    PyList list = PyList.of();
    for (int i = 1; i < depth; i++) {
      list = PyList.of(list);
    }
    return list;
  }

  private static PickleValue value(String name) {
    return switch (name) {
      case "complex" -> new PyNumber.Complex(1.5, -0.0);
      case "decimal" -> new PyNumber.Decimal("-1.10E+30");
      case "infinite decimal" -> new PyNumber.Decimal("-Infinity");
      case "fraction" ->
          new PyNumber.Fraction(BigInteger.valueOf(-3), BigInteger.ONE.shiftLeft(70));
      case "uuid" -> PyLibrary.Uuid.of(UUID.fromString("12345678-1234-5678-9234-567812345678"));
      case "posix path" -> new PyLibrary.Path("PurePosixPath", "/a/b");
      case "windows path" -> new PyLibrary.Path("PureWindowsPath", "c:\\a\\b");
      case "range" -> new PyLibrary.Range(PyInt.of(1), PyInt.of(10), PyInt.of(3));
      case "slice" -> new PyLibrary.Slice(PyConstant.NONE, PyInt.of(5), PyInt.of(2));
      case "deque" -> deque(PyLibrary.Deque.builder());
      case "bounded deque" -> deque(PyLibrary.Deque.builder(2));
      case "date" -> new PyTemporal.Date(LocalDate.of(2024, 2, 29));
      case "time" -> new PyTemporal.Time(LocalTime.of(23, 59, 58, 123_456_000), 0, PyConstant.NONE);
      case "datetime" ->
          new PyTemporal.DateTime(
              LocalDateTime.of(1999, 12, 31, 23, 59, 59, 999_999_000), 0, PyConstant.NONE);
      case "datetime with zone" ->
          new PyTemporal.DateTime(
              LocalDateTime.of(2000, 1, 1, 0, 0, 0, 1_000),
              0,
              new PyTemporal.Zone(new PyTemporal.Delta(-1, 73_800, 0), null));
      case "named zone" -> new PyTemporal.Zone(new PyTemporal.Delta(0, 3_600, 0), "CET");
      case "timedelta" -> new PyTemporal.Delta(-1, 5, 7);
      case "bytes" -> PyBytes.wrap(new byte[] {0, (byte) 0x80, (byte) 0xff});
      case "empty bytes" -> PyBytes.wrap(new byte[0]);
      case "bytearray" -> PyBytes.wrapByteArray(new byte[] {'a', 'b'});
      case "constants" ->
          PyList.of(
              PyConstant.NONE,
              PyConstant.TRUE,
              PyConstant.FALSE,
              PyConstant.ELLIPSIS,
              PyConstant.NOT_IMPLEMENTED);
      case "ints" ->
          PyList.of(
              Stream.of(
                      "0",
                      "255",
                      "256",
                      "65535",
                      "65536",
                      "-1",
                      "2147483647",
                      "-2147483648",
                      "2147483648",
                      "-9223372036854775808",
                      "18446744073709551616")
                  .map(text -> PyInt.of(new BigInteger(text)))
                  .toArray(PickleValue[]::new));
      case "floats" ->
          PyList.of(
              Stream.of(0.0, -0.0, 1.5, Double.POSITIVE_INFINITY, Double.MIN_VALUE)
                  .map(PyFloat::new)
                  .toArray(PickleValue[]::new));
      case "strings" ->
          PyList.of(
              Stream.of("", "a", "\u00e9", "\u20ac", "\ud83d\ude00", "\ud800")
                  .map(PyStr::of)
                  .toArray(PickleValue[]::new));
      case "tuples" -> PyTuple.of(PyTuple.EMPTY, numbers(1), numbers(2), numbers(3), numbers(4));
      case "shared" -> {
        PyTuple tuple = numbers(1);
        PyList list = PyList.of(PyStr.of("a"), tuple);
        yield PyList.of(list, list, tuple);
      }
      case "holds itself" -> {
        PyList.Builder list = PyList.builder();
        PyDict.Builder dict = PyDict.builder(Kind.DICT, new KeyBudget(10, 1_000));
        dict.setItem(PyStr.of("list"), list.value());
        list.append(PyTuple.of(list.value(), dict.value()));
        yield list.value();
      }
      case "one list item" -> PyList.of(PyConstant.NONE);
      case "one dict item" -> {
        PyDict.Builder dict = PyDict.builder(Kind.DICT, new KeyBudget(10, 1_000));
        dict.setItem(PyStr.of("k"), PyInt.of(1));
        yield dict.value();
      }
      case "set" -> set(Kind.SET);
      case "frozenset" -> set(Kind.FROZENSET);
      default -> throw new AssertionError(name);
    };
  }

  private static PyTuple numbers(int count) {
    PickleValue[] items = new PickleValue[count];
    for (int i = 0; i < count; i++) {
      items[i] = PyInt.of(i + 1);
    }
    return PyTuple.of(items);
  }

  private static PickleValue deque(PyLibrary.Deque.Builder deque) {
    for (int i = 1; i <= 3; i++) {
      deque.append(PyInt.of(i));
    }
    return deque.value();
  }

  private static PickleValue set(Kind kind) {
    PySet.Builder set = PySet.builder(kind, new KeyBudget(10, 1_000));
    set.put(PyInt.of(7));
    return set.value();
  }
}

package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyTemporal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated arrays that become text and the same arrays again. */
class TextRoundTripTest {
  private static final long SEED = 1833_06_05;
  private static final int ROUNDS = 100;

  /** Of these dtypes text says enough. */
  private static final List<DType> TOLD_BY_JSON =
      List.of(
          DTypes.INT64, DTypes.UINT64, DTypes.FLOAT64, DTypes.BOOL, DTypes.str(9), DTypes.str(1));

  private static final List<DType> TOLD_BY_CSV = toldByCsv();

  private static final String[] CHARACTERS = {
    "a",
    "Z",
    " ",
    ",",
    "\"",
    "'",
    "\n",
    "\r",
    "\t",
    "\\",
    "#",
    "é",
    "\u20ac",
    "\ud83d\ude00",
    "\u2028",
    "\u0001"
  };

  private final Random random = new Random(SEED);

  @TempDir Path folder;

  private static List<DType> toldByCsv() {
    List<DType> dtypes = new ArrayList<>(TOLD_BY_JSON);
    dtypes.add(DTypes.COMPLEX128);
    for (String unit : List.of("M", "D", "h", "m", "s", "ms", "us", "ns")) {
      dtypes.add(DTypes.parse("M8[" + unit + "]"));
    }
    return dtypes;
  }

  @Test
  void the_text_of_python_values_tells_what_they_are() throws IOException {
    List<PickleValue> values = new ArrayList<>();
    List<Object> meanings = new ArrayList<>();
    for (int round = 0; round < 20 * ROUNDS; round++) {
      value(round % 7, values, meanings);
    }
    Path file = folder.resolve("values.npy");
    Npy.save(file, ObjectArray.of(values.toArray(new PickleValue[0])));
    List<String> csv = Brine.run("cat", "--format", "csv", file).lines();
    List<JsonTree> json = Brine.run("cat", "--format", "jsonl", file).json();
    List<String> text = Brine.run("cat", file).lines();
    for (int i = 0; i < meanings.size(); i++) {
      String cell = csv.get(i);
      boolean quoted = cell.startsWith("\"");
      cell = quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
      assertThat(meaning(cell, i % 7)).as(cell).isEqualTo(meanings.get(i));
      assertThat(text.get(i)).isEqualTo(cell);
      assertThat(json.get(i).text()).isEqualTo(cell);
    }
  }

  /** Adds a value of one of seven kinds, and what its text must mean. */
  private void value(int kind, List<PickleValue> values, List<Object> meanings) {
    LocalDateTime time =
        LocalDateTime.of(2020, 1, 1, 0, 0)
            .plusSeconds(random.nextInt(1 << 30))
            .plusNanos(random.nextBoolean() ? 0 : random.nextInt(1_000_000) * 1_000L);
    int minutes = random.nextInt(2 * 1_000) - 1_000;
    long micros = random.nextLong() >> (4 + random.nextInt(40));
    switch (kind) {
      case 0 -> {
        values.add(new PyTemporal.DateTime(time, 0, PyConstant.NONE));
        meanings.add(time);
      }
      case 1 -> {
        values.add(
            new PyTemporal.DateTime(time, 0, new PyTemporal.Zone(delta(minutes * MINUTE), null)));
        meanings.add(time.toInstant(ZoneOffset.ofTotalSeconds(60 * minutes)));
      }
      case 2 -> {
        values.add(delta(micros));
        meanings.add(micros);
      }
      case 3 -> {
        byte[] bytes = new byte[1 + random.nextInt(9)];
        random.nextBytes(bytes);
        values.add(PyBytes.wrap(bytes));
        meanings.add(new String(bytes, StandardCharsets.ISO_8859_1));
      }
      case 4 -> {
        values.add(PyInt.of(micros));
        meanings.add(micros);
      }
      case 5 -> {
        double number = Double.longBitsToDouble(0x3ff0_0000_0000_0000L | micros >>> 12);
        values.add(new PyFloat(number));
        meanings.add(number);
      }
      default -> {
        values.add(new PyTemporal.Time(time.toLocalTime(), 0, PyConstant.NONE));
        meanings.add(time.toLocalTime());
      }
    }
  }

  private static final long MINUTE = 60_000_000;
  private static final long DAY = 1_440 * MINUTE;

  private static PyTemporal.Delta delta(long micros) {
    long rest = Math.floorMod(micros, DAY);
    return new PyTemporal.Delta(
        (int) Math.floorDiv(micros, DAY), (int) (rest / 1_000_000), (int) (rest % 1_000_000));
  }

  private static Object meaning(String text, int kind) {
    return switch (kind) {
      case 0 -> LocalDateTime.parse(text);
      case 1 -> OffsetDateTime.parse(text).toInstant();
      case 2 -> {
        Matcher parts = DELTA.matcher(text);
        assertThat(parts.matches()).as(text).isTrue();
        long days = parts.group(1) == null ? 0 : Long.parseLong(parts.group(1));
        long seconds =
            Long.parseLong(parts.group(2)) * 3_600
                + Long.parseLong(parts.group(3)) * 60
                + Long.parseLong(parts.group(4));
        long rest = parts.group(5) == null ? 0 : Long.parseLong(parts.group(5));
        yield days * DAY + seconds * 1_000_000 + rest;
      }
      case 3 -> unescaped(text);
      case 4 -> Long.parseLong(text);
      case 5 -> Double.parseDouble(text);
      default -> LocalTime.parse(text);
    };
  }

  private static final Pattern DELTA =
      Pattern.compile("(?:(-?\\d+) days?, )?(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d{6}))?");

  /** Reads the escapes of a bytes literal. */
  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        c = text.charAt(++i);
        int at = "nrt".indexOf(c);
        if (c == 'x') {
          plain.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        } else {
          plain.append(at < 0 ? c : "\n\r\t".charAt(at));
        }
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  @Test
  void the_zeros_of_a_code_are_kept() throws IOException {
    Path csv = Files.writeString(folder.resolve("zip.csv"), "zip,n\n00501,1\n10001,2\n");
    Path npy = folder.resolve("zip.npy");
    assertThat(Brine.run("convert", csv, npy).code()).isZero();
    assertThat(Brine.run("cat", "--format", "csv", npy).lines())
        .containsExactly("zip,n", "00501,1", "10001,2");
  }

  @Test
  void arrays_of_one_and_two_axes_come_back_from_csv() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      DType dtype = pick(TOLD_BY_CSV);
      long rows = 1L + random.nextInt(20);
      // a column of one is one axis
      Shape shape = random.nextBoolean() ? Shape.of(rows) : Shape.of(rows, 2 + random.nextInt(5));
      comesBack(array(dtype, shape), ".csv", "--no-header");
    }
  }

  @Test
  void structs_come_back_from_csv() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      comesBack(array(struct(TOLD_BY_CSV), Shape.of(1 + random.nextInt(20))), ".csv", "--header");
    }
  }

  @Test
  void structs_that_are_not_all_texts_need_no_word_on_their_names() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      List<DType> types = List.of(pick(TOLD_BY_CSV), DTypes.FLOAT64, pick(TOLD_BY_CSV));
      DType dtype = StructType.packed(List.of("x", "y,\"", "name \u20ac"), types);
      comesBack(array(dtype, Shape.of(1 + random.nextInt(20))), ".csv", "--store");
    }
  }

  @Test
  void arrays_of_any_axes_come_back_from_json_lines() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      long[] dims = new long[1 + random.nextInt(4)];
      for (int axis = 0; axis < dims.length; axis++) {
        dims[axis] = 1L + random.nextInt(5);
      }
      comesBack(array(pick(TOLD_BY_JSON), Shape.of(dims)), ".jsonl", "--deflate");
    }
  }

  @Test
  void structs_come_back_from_json_lines() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      Shape shape = Shape.of(1 + random.nextInt(20));
      comesBack(array(struct(TOLD_BY_JSON), shape), ".jsonl", "--store");
    }
  }

  @Test
  void lists_of_different_lengths_come_back_from_json_lines() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      int[][] rows = new int[2 + random.nextInt(20)][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = random.ints(random.nextInt(6)).toArray();
      }
      rows[0] = new int[] {1, 2, 3};
      rows[1] = new int[0];
      NdArray array = ObjectArray.of(RaggedInts.of(rows));
      Npy.save(folder.resolve("in.npy"), array);
      fine("convert", folder.resolve("in.npy"), folder.resolve("text.jsonl"));
      fine("convert", folder.resolve("text.jsonl"), folder.resolve("free.npz"));
      fine("convert", "--inverse", folder.resolve("free.npz"), folder.resolve("back.npy"));
      NdArray back = Npy.load(folder.resolve("back.npy"));
      assertThat(back.digest()).as("seed " + SEED).isEqualTo(array.digest());
    }
  }

  private static void fine(Object... arguments) {
    Brine run = Brine.run(arguments);
    assertThat(run.err()).as("seed " + SEED).isEmpty();
    assertThat(run.code()).isZero();
  }

  private void comesBack(NdArray array, String end, String option) throws IOException {
    Path in = folder.resolve("in.npy");
    Path text = folder.resolve("text" + end);
    Path back = folder.resolve("back.npz");
    Npy.save(in, array);
    fine("convert", in, text);
    fine("convert", option, text, back);
    try (NpzFile file = NpzFile.open(back)) {
      NdArray same = file.get("arr_0");
      assertThat(same.dtype()).as("seed " + SEED).isEqualTo(array.dtype());
      assertThat(same.shape()).as("seed " + SEED).isEqualTo(array.shape());
      assertThat(same.digest()).as("seed " + SEED + "\n" + array).isEqualTo(array.digest());
    }
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private DType struct(List<DType> told) {
    List<String> names = new ArrayList<>();
    List<DType> types = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      names.add((random.nextBoolean() ? "name " : "\u20ac,\"") + i);
      types.add(pick(told));
    }
    return StructType.packed(names, types);
  }

  private NdArray array(DType dtype, Shape shape) {
    int count = Math.toIntExact(shape.size());
    ByteBuffer bytes = ByteBuffer.allocate(count * dtype.itemsize()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      if (dtype instanceof StructType struct) {
        struct.fields().forEach(field -> put(field.dtype(), bytes));
      } else {
        put(dtype, bytes);
      }
    }
    return NdArray.of(dtype, shape, Order.C, bytes);
  }

  /** Each element alone tells its dtype, so that an array of any size does. */
  private void put(DType dtype, ByteBuffer to) {
    switch (dtype.kind()) {
      case INT -> to.putLong(random.nextLong() >> random.nextInt(64));
      case UINT -> to.putLong(random.nextLong() | Long.MIN_VALUE);
      case FLOAT -> to.putDouble(real());
      case COMPLEX -> to.putDouble(real()).putDouble(real());
      case BOOL -> to.put((byte) random.nextInt(2));
      case DATETIME -> to.putLong(moment(dtype));
      default -> text(dtype.itemsize() / Integer.BYTES, to);
    }
  }

  private double real() {
    return switch (random.nextInt(6)) {
      case 0 -> Double.NaN;
      case 1 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      case 2 -> random.nextInt(5) - 2.0;
      case 3 -> -0.0;
      default -> finite(Double.longBitsToDouble(random.nextLong()));
    };
  }

  /** NaN has one spelling, and so one pattern of bits that comes back. */
  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0.1;
  }

  /** From the year 1700 to 2200. */
  private long moment(DType dtype) {
    long years = 1700L + random.nextInt(500) - 1970;
    return switch (dtype.descr()) {
      case "<M8[M]" -> years * 12 + random.nextInt(12);
      case "<M8[D]" -> years * 365 + random.nextInt(365);
      case "<M8[h]" -> years * 365 * 24 + random.nextInt(9000);
      case "<M8[m]" -> years * 365 * 24 * 60 + random.nextInt(500_000);
      case "<M8[s]" -> years * 31_536_000 + random.nextInt();
      case "<M8[ms]" -> years * 31_536_000_000L + random.nextInt();
      case "<M8[us]" -> years * 31_536_000_000_000L + random.nextInt();
      default -> years * 31_536_000_000_000_000L + random.nextInt();
    };
  }

  /** As wide as the dtype, and no number, bool or moment. */
  private void text(int width, ByteBuffer to) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "x" : "\u5f20");
    while (text.codePointCount(0, text.length()) < width) {
      text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    text.codePoints().forEach(to::putInt);
  }
}

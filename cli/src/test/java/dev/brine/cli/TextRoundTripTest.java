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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

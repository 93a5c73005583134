package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brine.error.BrineException;
import dev.brine.error.RefusedException;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.internal.kernel.IntArena;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyStr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImdbDamageTest {
  private static final int STEP = 1_000;

  @TempDir Path folder;

  @Test
  void a_file_cut_anywhere_is_a_typed_failure() throws IOException {
    byte[] whole = ImdbGoldenTest.resource("imdb_mini.npz");
    for (int length = 0; length < whole.length; length += STEP) {
      Path file = folder.resolve("cut.npz");
      Files.write(file, Arrays.copyOf(whole, length));
      Throwable thrown = catchThrowable(() -> Imdb.loadData(o -> o.withData(file)));
      assertThat(thrown).as("cut at " + length).isInstanceOf(BrineException.class);
      assertThat(thrown).hasMessageContaining("cut.npz");
    }
  }

  @Test
  void a_changed_byte_is_a_typed_failure_or_does_no_harm() throws IOException {
    byte[] whole = ImdbGoldenTest.resource("imdb_mini.npz");
    Path file = folder.resolve("changed.npz");
    Files.write(file, whole);
    TrainTest<RaggedInts> right = Imdb.loadData(o -> o.withData(file));
    for (int at = 0; at < whole.length; at += STEP) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x41;
      Files.write(file, changed);
      Throwable thrown =
          catchThrowable(
              () -> {
                TrainTest<RaggedInts> read = Imdb.loadData(o -> o.withData(file));
                assertThat(read.train().x()).isEqualTo(right.train().x());
                assertThat(read.test().x()).isEqualTo(right.test().x());
              });
      if (thrown != null) {
        assertThat(thrown).as("changed at " + at).isInstanceOf(BrineException.class);
      }
    }
  }

  @Test
  void a_pickle_that_would_run_code_is_refused_by_file_member_module_name_and_offset()
      throws IOException {
    Path file = archive("cposix\nsystem\n(S'true'\ntR.");
    assertThatThrownBy(() -> Imdb.loadData(o -> o.withData(file)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refusal -> {
              assertThat(refusal.module()).isEqualTo("posix");
              assertThat(refusal.name()).isEqualTo("system");
              assertThat(refusal.opcode()).isEqualTo("GLOBAL");
              assertThat(refusal.location().member()).isEqualTo("x_train.npy");
              assertThat(refusal.location().offset()).isEqualTo(128);
            })
        .hasMessageContaining("evil.npz!x_train.npy@128")
        .hasMessageContaining("posix.system");
  }

  /** Keras' code indexes and iterates only, so it takes all of these. */
  @Test
  void rows_of_arrays_and_of_numpy_ints_and_a_column_of_labels_are_read() throws IOException {
    Path file = folder.resolve("forms.npz");
    Random random = new Random(17);
    for (int form = 0; form < 4; form++) {
      TrainTest<RaggedInts> first = null;
      for (boolean plain : new boolean[] {true, false}) {
        random.setSeed(17);
        int like = form;
        try (NpzWriter out = NpzWriter.create(file)) {
          for (String part : List.of("train", "test")) {
            PickleValue[] rows = new PickleValue[20];
            for (int i = 0; i < rows.length; i++) {
              long[] ids = random.longs(i % 7, 1, 60).toArray();
              rows[i] = plain || i % 3 == 2 ? list(ids) : row(ids, like);
            }
            NdArray labels = NdArray.of(random.longs(rows.length, 0, 2).toArray());
            out.put("x_" + part, ObjectArray.of(rows));
            out.put("y_" + part, plain || form < 3 ? labels : labels.reshape(rows.length, 1));
          }
          out.commit();
        }
        TrainTest<RaggedInts> read =
            Imdb.loadData(o -> o.withData(file).withNumWords(50).withSkipTop(3));
        if (first == null) {
          first = read;
          continue;
        }
        assertThat(read.train().x()).isEqualTo(first.train().x());
        assertThat(read.test().x()).isEqualTo(first.test().x());
        assertThat(read.test().y().toLongArray()).isEqualTo(first.test().y().toLongArray());
        assertThat(read.train().y().shape()).isEqualTo(form < 3 ? Shape.of(20) : Shape.of(20, 1));
      }
    }
  }

  private static PickleValue list(long[] ids) {
    PyList.Builder list = PyList.builder();
    list.appendInts(ids, 0, ids.length, new IntArena());
    return list.value();
  }

  private static PickleValue row(long[] ids, int form) {
    return switch (form) {
      case 0, 3 -> ArrayValue.of(NdArray.of(ids));
      case 1 -> ArrayValue.of(NdArray.of(Arrays.stream(ids).mapToInt(id -> (int) id).toArray()));
      default -> {
        PickleValue[] scalars = new PickleValue[ids.length];
        for (int i = 0; i < ids.length; i++) {
          ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
          scalars[i] = ScalarValue.wrap(DTypes.INT64, bytes.putLong(ids[i]).array());
        }
        yield PyList.of(scalars);
      }
    };
  }

  @Test
  void rows_of_anything_else_are_refused_by_what_they_are() throws IOException {
    Path file = folder.resolve("odd.npz");
    NdArray labels = NdArray.of(new long[] {1});
    List<PickleValue> odd =
        List.of(
            ArrayValue.of(NdArray.of(new double[] {1, 2})),
            PyList.of(PyInt.of(1), PyStr.of("the")),
            ArrayValue.of(NdArray.of(new long[] {1L << 40})),
            PyStr.of("the best"));
    List<String> found = new ArrayList<>();
    for (PickleValue row : odd) {
      try (NpzWriter out = NpzWriter.create(file)) {
        out.put("x_train", ObjectArray.of(row));
        out.put("x_test", ObjectArray.of(row));
        out.put("y_train", labels);
        out.put("y_test", labels);
        out.commit();
      }
      Throwable thrown = catchThrowable(() -> Imdb.loadData(o -> o.withData(file)));
      assertThat(thrown).isInstanceOf(BrineException.class);
      found.add(String.valueOf(thrown.getMessage()).replaceFirst(".*word ids: ", ""));
    }
    assertThat(found)
        .containsExactly(
            "row 0 is an array of float64 and shape (2,), not a list or an array of 32-bit ints",
            "row 0 has a str at index 1, not a list or an array of 32-bit ints",
            "row 0 has 1099511627776 at index 0, which does not fit in 32 bits",
            "row 0 is a str, not a list or an array of 32-bit ints");
  }

  @Test
  void an_archive_of_something_else_says_what_is_missing() throws IOException {
    Path file = folder.resolve("other.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("a.npy"));
    }
    assertThatThrownBy(() -> Imdb.loadData(o -> o.withData(file)))
        .isInstanceOf(BrineException.class)
        .hasMessageContaining("x_train is not a file in the archive");
  }

  @Test
  void the_sample_has_reviews_whose_labels_follow_their_words() throws IOException {
    TrainTest<RaggedInts> data = Imdb.loadData(Imdb.Options::withSample);
    assertThat(data.train().x().size()).isEqualTo(500);
    assertThat(data.test().x().size()).isEqualTo(300);
    int vocabulary = 1_000;
    int[][] counts = new int[2][vocabulary];
    RaggedInts train = data.train().x();
    for (int row = 0; row < train.size(); row++) {
      for (int id : train.row(row)) {
        counts[(int) data.train().y().getLong(row)][id]++;
      }
    }
    int right = 0;
    for (int row = 0; row < data.test().x().size(); row++) {
      double score = 0;
      for (int id : data.test().x().row(row)) {
        score += Math.log((counts[1][id] + 1.0) / (counts[0][id] + 1.0));
      }
      right += (score > 0) == (data.test().y().getLong(row) == 1) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(270);
  }

  /** An archive whose x_train holds this pickle and whose other members are empty. */
  private Path archive(String pickle) throws IOException {
    Path file = folder.resolve("evil.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : new String[] {"x_train", "x_test", "y_train", "y_test"}) {
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(npy(pickle));
      }
    }
    return file;
  }

  private static byte[] npy(String pickle) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String header = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }";
    bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
    bytes.write(
        (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
    bytes.write(pickle.getBytes(StandardCharsets.US_ASCII));
    return bytes.toByteArray();
  }
}

package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brine.error.BrineException;
import dev.brine.error.RefusedException;
import dev.brine.npy.array.RaggedInts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

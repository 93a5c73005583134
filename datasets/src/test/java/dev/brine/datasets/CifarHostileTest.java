package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brine.datasets.NpzSource.Samples;
import dev.brine.error.BrineException;
import dev.brine.error.LimitException;
import dev.brine.error.MalformedException;
import dev.brine.error.RefusedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that would harm whoever extracts or unpickles them. */
class CifarHostileTest {
  private static final byte[] NOTHING = new byte[0];

  /** What Python 2 would run: {@code os.system("touch owned")}. */
  private static final byte[] PROGRAM =
      "cposix\nsystem\n(S'touch owned'\ntR.".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  private Throwable failure(byte[] archive) throws IOException {
    Path file = folder.resolve("cifar.tar.gz");
    Files.write(file, archive);
    return catchThrowable(() -> Cifar10.loadData(o -> o.withData(file)));
  }

  @AfterEach
  void nothing_was_written() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSizeLessThanOrEqualTo(1);
    }
    assertThat(Path.of("owned")).doesNotExist();
    assertThat(folder.resolveSibling("evil")).doesNotExist();
  }

  @Test
  void refuses_a_batch_that_would_run_a_program() throws IOException {
    CifarArchives archive =
        new CifarArchives().add(CifarArchives.FOLDER + "data_batch_1", '0', PROGRAM);
    assertThat(failure(archive.addSample().gzip()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("cifar.tar.gz!cifar-10-batches-py/data_batch_1@0: ")
        .hasMessageContaining("posix.system");
  }

  @Test
  void refuses_a_batch_that_hides_a_program_behind_its_pictures() throws IOException {
    byte[] batch = CifarArchives.sampleBatch("data_batch_1");
    byte[] program =
        "U\001xcposix\nsystem\n(S'touch owned'\ntRs.".getBytes(StandardCharsets.US_ASCII);
    byte[] tampered = Arrays.copyOf(batch, batch.length - 1 + program.length);
    System.arraycopy(program, 0, tampered, batch.length - 1, program.length);
    CifarArchives archive =
        new CifarArchives().add(CifarArchives.FOLDER + "data_batch_1", '0', tampered);
    assertThat(failure(archive.gzip()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("data_batch_1@" + (batch.length + 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "cifar-10-batches-py/../../evil",
        "/tmp/evil",
        "cifar-10-batches-py/..",
        "C:evil",
        "..\\evil"
      })
  void refuses_a_path_that_leads_out(String name) throws IOException {
    assertThat(failure(new CifarArchives().add(name, '0', new byte[9]).addSample().gzip()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("cifar.tar.gz!")
        .hasMessageContaining("@0: the path is outside the folder");
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2'})
  void refuses_a_link_even_behind_everything_else(char type) throws IOException {
    CifarArchives archive = new CifarArchives().addSample();
    archive.add(CifarArchives.FOLDER + "data_batch_7", type, NOTHING);
    assertThat(failure(archive.gzip()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("cifar-10-batches-py/data_batch_7@")
        .hasMessageContaining("the member is a link, which is not allowed in an archive of data");
  }

  @ParameterizedTest
  @ValueSource(chars = {'3', '4', '6'})
  void refuses_a_device(char type) throws IOException {
    assertThat(failure(new CifarArchives().add("null", type, NOTHING).gzip()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("a device or pipe");
  }

  @Test
  void refuses_a_path_that_a_longer_header_leads_out() throws IOException {
    byte[] path = "../evil\0".getBytes(StandardCharsets.US_ASCII);
    CifarArchives gnu = new CifarArchives().add("././@LongLink", 'L', path);
    assertThat(failure(gnu.add("evil", '0', NOTHING).gzip()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("!../evil@1024: the path is outside");
    byte[] record = "16 path=../evil\n".getBytes(StandardCharsets.US_ASCII);
    CifarArchives pax = new CifarArchives().add("PaxHeaders/evil", 'x', record);
    assertThat(failure(pax.add("evil", '0', NOTHING).gzip()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("!../evil@1024: the path is outside");
  }

  @Test
  void reads_on_behind_headers_that_only_tell_times() throws IOException {
    byte[] times = "21 mtime=1234567890.5\n".getBytes(StandardCharsets.US_ASCII);
    byte[] right = "22 mtime=1234567890.5\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(right).hasSize(22);
    CifarArchives broken = new CifarArchives().add("PaxHeaders/x", 'x', times).addSample();
    assertThat(failure(broken.gzip()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("the extended tar header is broken");
    CifarArchives archive = new CifarArchives().add("PaxHeaders/x", 'x', right).addSample();
    assertThat(failure(archive.gzip())).isNull();
  }

  @Test
  void refuses_sparse_and_unknown_members() throws IOException {
    assertThat(failure(new CifarArchives().add("x", 'S', NOTHING).gzip()))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("type 'S'");
  }

  @Test
  void refuses_a_member_that_is_too_long_before_it_takes_memory() throws IOException {
    CifarArchives archive = new CifarArchives();
    archive.header(CifarArchives.FOLDER + "data_batch_1", '0', 300L << 20);
    assertThat(failure(archive.gzip()))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("data_batch_1: the member has more than 268435456 bytes, the limit");
  }

  @Test
  void refuses_a_bomb() throws IOException {
    CifarArchives archive = new CifarArchives();
    archive.header("zeros", '0', 7L << 30);
    assertThat(failure(archive.gzip()))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("zeros@0");
    byte[] zeros = CifarArchives.gzip(new byte[16 << 20]);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int i = 0; i < 65; i++) { // gzip files may follow one another
      packed.write(zeros);
    }
    assertThat(failure(packed.toByteArray()))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("more than 1073741824 bytes");
  }

  @Test
  void refuses_members_without_end() throws IOException {
    CifarArchives archive = new CifarArchives();
    for (int i = 0; i < 10_001; i++) {
      archive.add("m", '0', NOTHING);
    }
    assertThat(failure(archive.gzip()))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("10000 members");
  }

  @Test
  void refuses_the_same_batch_twice_and_one_too_few() throws IOException {
    assertThat(failure(new CifarArchives().addSample().addSample().gzip()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("twice");
    CifarArchives few = new CifarArchives();
    few.add(CifarArchives.FOLDER + "test_batch", '0', CifarArchives.sampleBatch("test_batch"));
    assertThat(failure(few.gzip()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("the archive has no cifar-10-batches-py/data_batch_1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(dp0\n.", "]q\000.", "(dp0\nS'data'\nI1\nsS'labels'\n(lp1\ns."})
  void refuses_a_pickle_of_something_else(String pickle) throws IOException {
    byte[] bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(
            failure(
                new CifarArchives().add(CifarArchives.FOLDER + "data_batch_1", '0', bytes).gzip()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("data_batch_1: the file is not a batch of CIFAR: ");
  }

  @Test
  void a_file_cut_or_changed_anywhere_is_a_typed_failure_or_does_no_harm() throws IOException {
    byte[] whole = new CifarArchives().addSample().gzip();
    Object[] right = KerasGoldenTest.arrays(Cifar10.loadData(Cifar10.Options::withSample));
    Path file = folder.resolve("cifar.tar.gz");
    for (int at = 0; at < whole.length; at += 211) {
      assertThat(failure(Arrays.copyOf(whole, at)))
          .as("cut at " + at)
          .isInstanceOf(BrineException.class);
      byte[] changed = whole.clone();
      changed[at] ^= 0x41;
      Throwable thrown = failure(changed);
      if (thrown == null) {
        assertThat(KerasGoldenTest.arrays(Cifar10.loadData(o -> o.withData(file))))
            .isEqualTo(right);
      } else {
        assertThat(thrown).as("changed at " + at).isInstanceOf(BrineException.class);
      }
    }
  }

  @Test
  void a_tar_cut_or_changed_anywhere_is_a_typed_failure() throws IOException {
    byte[] plain;
    try (var in = new java.util.zip.GZIPInputStream(Samples.open("cifar-10-python.tar.gz"))) {
      plain = in.readAllBytes();
    }
    for (int length = 0; length < plain.length - 20_000; length += 10_007) {
      assertThat(failure(CifarArchives.gzip(Arrays.copyOf(plain, length))))
          .as("cut at " + length)
          .isInstanceOfAny(TruncatedException.class, MalformedException.class);
    }
    for (int at = 512; at < 1024; at += 3) {
      byte[] changed = plain.clone();
      changed[at] ^= 0x41;
      assertThat(failure(CifarArchives.gzip(changed)))
          .as("changed at " + at)
          .isInstanceOf(BrineException.class);
    }
  }
}

package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.NdArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Explanations of archives, of compressed files and of unusual headers. */
class ExplainKindsTest {
  @TempDir Path folder;

  private Path zip(String member) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(member));
      zip.write("N.".getBytes(StandardCharsets.US_ASCII));
    }
    return Files.write(folder.resolve("a.zip"), bytes.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({
    "[Content_Types].xml, office program",
    "META-INF/MANIFEST.MF, Java archive",
    "model.weights.h5, Keras 3",
    "readme.txt, no member is an array"
  })
  void an_archive_without_arrays_is_recognised_by_its_members(String member, String text)
      throws IOException {
    Brine run = Brine.run("explain", zip(member));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains(text)
        .contains("Verdict: not an array, but: zip.");
  }

  @Test
  void many_members_are_counted() throws IOException {
    Path file = folder.resolve("a.npz");
    NpzWriter.write(
        file,
        writer -> {
          for (int i = 0; i < 14; i++) {
            writer.put("m" + i, NdArray.of(new int[] {i}));
          }
        });
    Brine run = Brine.run("explain", file);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("an .npz archive of 14 members")
        .contains("m11")
        .contains("and         2 more arrays")
        .doesNotContain("m12");
  }

  @ParameterizedTest
  @CsvSource({"1, any NumPy", "2, NumPy 1.9 or later", "3, NumPy 1.17 or later"})
  void a_version_of_the_format_needs_a_version_of_numpy(int version, String numpy)
      throws IOException {
    byte[] old = DigestTest.npy("'<i4'", "(1,)", new byte[4]);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(old, 0, 6);
    bytes.write(version);
    bytes.write(0);
    bytes.write(old, 8, 2);
    if (version > 1) {
      bytes.write(0);
      bytes.write(0);
    }
    bytes.write(old, 10, old.length - 10);
    Path file = Files.write(folder.resolve("a.npy"), bytes.toByteArray());
    assertThat(Brine.run("explain", file).out()).contains("opens with  " + numpy);
  }

  @Test
  void a_header_longer_than_numpy_reads_by_default_needs_an_argument() throws IOException {
    String header =
        "{'descr': '<i4', 'fortran_order': False, 'shape': (1,)}" + " ".repeat(11_000) + "\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("\u0093NUMPY\u0001\0".getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(header.length());
    bytes.write(header.length() >> 8);
    bytes.write(header.getBytes(StandardCharsets.US_ASCII));
    bytes.write(new byte[4]);
    Path file = Files.write(folder.resolve("a.npy"), bytes.toByteArray());
    assertThat(Brine.run("explain", file).out()).contains(", max_header_size=110");
    assertThat(Brine.run("info", file).out()).contains("max_header_size=");
  }

  @Test
  void the_contents_of_a_compressed_file_are_recognised() throws IOException {
    byte[] npy = DigestTest.npy("'<i4'", "(1,)", new byte[4]);
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write("version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.US_ASCII));
    }
    Path lfs = Files.write(folder.resolve("a.gz"), gzip.toByteArray());
    assertThat(Brine.run("explain", lfs).out())
        .contains("A gzip stream. Inside: ")
        .contains("    gunzip -k " + lfs)
        .contains("git lfs pull");
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
      out.write(npy);
    }
    Path packed = Files.write(folder.resolve("a.z"), zlib.toByteArray());
    assertThat(Brine.run("explain", packed).out())
        .contains("A zlib stream of an .npy file.")
        .contains("zlib.decompress(open(");
    Path seven = Files.write(folder.resolve("a.7z"), new byte[] {'7', 'z', -68, -81, 39, 28, 0, 4});
    assertThat(Brine.run("explain", seven).out()).contains("    7z x " + seven);
  }

  @Test
  void a_broken_pickle_that_would_run_a_command_first_is_dangerous() throws IOException {
    Path file = Files.writeString(folder.resolve("a.pkl"), "cposix\nsystem\n(S'id'\ntR\u0001");
    Brine run = Brine.run("explain", file);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("as a pickle it breaks")
        .contains("safe        dangerous: posix.system")
        .contains("Verdict: DANGEROUS: loading it in Python could run code. Do not load it.");
  }

  @Test
  void one_file_that_cannot_be_read_leaves_the_others_explained() throws IOException {
    Path good = Files.write(folder.resolve("a.npy"), DigestTest.npy("'<i4'", "()", new byte[4]));
    Brine run = Brine.run("explain", folder.resolve("none"), good, folder);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("Verdict: only data; NumPy opens it as it is.");
    assertThat(run.err()).contains("no such file").contains(folder.toString());
  }

  @ParameterizedTest
  @CsvSource({"<f10, ''", "<c20, .view('c32')"})
  void long_doubles_without_padding_are_explained_and_numpy_can_read_their_bytes(
      String descr, String view) throws IOException {
    String header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (2,), }";
    String padded = header + " ".repeat(117 - header.length()) + "\n" + "\0".repeat(40);
    byte[] bytes = ("\u0093NUMPY\1\0v\0" + padded).getBytes(StandardCharsets.ISO_8859_1);
    Brine run = Brine.run("explain", Files.write(folder.resolve("old.npy"), bytes));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("Verdict: not damaged: its elements are long doubles of x86 without the 6 bytes");
    assertThat(run.out())
        .contains("old.npy', 'u1', offset=128).reshape(-1, 10)\n")
        .contains("a = numpy.pad(b, ((0, 0), (0, 6))).view('f16')[:, 0]" + view + "\n");
  }
}

package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ExplainTest {
  private static final String OBJECTS =
      """
      cnumpy.core.multiarray
      _reconstruct
      (cnumpy
      ndarray
      (I0
      tS'b'
      tR(I1
      (I2
      tcnumpy
      dtype
      (S'O8'
      I0
      I1
      tR(I3
      S'|'
      NNNI-1
      I-1
      I63
      tbI00
      """;

  @TempDir Path folder;

  private Path file(String name, String latin1) throws IOException {
    return Files.write(folder.resolve(name), latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String npy(String descr, String shape, String data) {
    String header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + "}\n";
    return "\u0093NUMPY\u0001\0" + (char) header.length() + "\0" + header + data;
  }

  /** Rows of ints: {@code [[1], [2, 3]]}, with what stands in for a row. */
  private static String objects(String rows) {
    return npy("|O", "(2,)", OBJECTS + rows + "tb.");
  }

  private static final String MATLAB_4 = "\0\0\0\0\1\0\0\0\3\0\0\0\0\0\0\0\4\0\0\0abc\0data";

  /** First characters, the form, and a word of the command. */
  static final List<Arguments> FOREIGN =
      List.of(
          Arguments.of("version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer", "pull"),
          Arguments.of("\n<!DOCTYPE html><html>", "HTML", "raw link"),
          Arguments.of("<?xml version=\"1.0\"?><Error>", "XML", "head"),
          Arguments.of("\u0089HDF\r\n\u001a\n", "HDF5", "h5py"),
          Arguments.of("MATLAB 5.0 MAT-file, Platform", "MATLAB 5", "scipy.io"),
          Arguments.of("MATLAB 7.3 MAT-file, Platform", "MATLAB 7.3", "h5py"),
          Arguments.of("\u0007\0\0\0\0\0\0\0{\"a\":1}", "safetensors", "brine convert"),
          Arguments.of("PAR1\u0015", "Parquet", "parquet"),
          Arguments.of("abcd".repeat(128) + "\u0089HDF\r\n\u001a\n", "HDF5", "h5py"),
          Arguments.of(MATLAB_4, "MATLAB 4", "scipy.io"),
          Arguments.of("\n\0\0\0\0\0\0\0\u00ae\u00a3\u00bf: payload 12345", "TFRecord", "TFRecord"),
          Arguments.of("\b\u0007\u0012\u0007pytorch\u001a\u00032.1", "ONNX", "onnx.load"),
          Arguments.of("RDX3\nX\n", "R data", "pyreadr"),
          Arguments.of("\u00ff\u00ff\u00ff\u00ff\b\0\0\0abcdefghi", "Arrow", "open_stream"),
          Arguments.of("\u0080\u0003cjoblib.numpy_pickle\nNumpyArrayWrapper\n", "joblib", "scan"),
          Arguments.of("\0\0\b\u0003\0\0\0\u0001", "IDX", "offset=16"),
          Arguments.of("SIMPLE  =    T", "FITS", "astropy"),
          Arguments.of("CDF\u0001\0", "NetCDF", "xarray"),
          Arguments.of("GGUF\u0003", "GGUF", "gguf"),
          Arguments.of("\u001f\u008b\b\0", "compressed", "gunzip"),
          Arguments.of("BZh91AY", "compressed", "bunzip2"),
          Arguments.of("x\u009cabc", "compressed", "zlib"),
          Arguments.of("\u0089PNG\r\n", "PNG image", "file"),
          Arguments.of("\u00c2\u0093NUMPY\u0001", "damaged .npy", "binary"),
          Arguments.of("\0\0\0\0", "zeros", "again"),
          Arguments.of("", "empty", "again"),
          Arguments.of("a,b,c\n1,2,3\n", "text", "genfromtxt"));

  @ParameterizedTest
  @FieldSource("FOREIGN")
  void what_is_no_array_is_told_by_its_first_bytes(String start, String form, String command)
      throws IOException {
    JsonTree answer = Brine.run("explain", "--json", file("a.npy", start)).json().get(0);
    assertThat(answer.get("form").text()).isEqualTo(form);
    assertThat(answer.get("commands").items().get(0).text()).contains(command);
    int code = form.equals("safetensors") ? 0 : 1; // the one that Brine reads
    assertThat(Brine.run("explain", file("a.npy", start)).code()).isEqualTo(code);
  }

  @Test
  void an_object_array_that_is_plain_data_may_be_loaded() throws IOException {
    Path path = file("rows.npy", objects("((I1\nl(I2\nI3\nll"));
    Brine run = Brine.run("explain", path);
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out())
        .contains("object, shape (2,): 2 × list of ints")
        .contains("\"Object arrays cannot be loaded when")
        .contains("safe        yes")
        .contains("Verdict: only data; allow_pickle=True is safe for this file.\n\n")
        .contains("    brine convert " + path + " " + folder.resolve("rows-plain.npz"))
        .contains("import numpy; a = numpy.load('" + path + "', allow_pickle=True)")
        .contains("Npy.load(Path.of(");
  }

  @Test
  void texts_of_python_2_need_an_encoding() throws IOException {
    Brine run = Brine.run("explain", file("a.npy", objects("(S'\\xe9'\nS'a'\nl")));
    assertThat(run.out()).contains("allow_pickle=True, encoding='latin1')").contains("Python 2");
  }

  @Test
  void what_would_run_is_dangerous() throws IOException {
    Brine run = Brine.run("explain", file("a.pkl", "cos\nsystem\n(S'id'\ntR."));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("os.system")
        .contains("Verdict: DANGEROUS: loading it in Python could run code. Do not load it.");
  }

  @Test
  void numbers_that_are_cut_off_are_counted() throws IOException {
    Brine whole = Brine.run("explain", file("a.npy", npy("<f8", "(2,)", "0123456789abcdef")));
    assertThat(whole.code()).isZero();
    assertThat(whole.out()).contains("Verdict: only data; NumPy opens it as it is.");
    Brine cut = Brine.run("explain", file("a.npy", npy("<f8", "(2,)", "0123456789abc")));
    assertThat(cut.code()).isEqualTo(1);
    assertThat(cut.out()).contains("its last 3 bytes are missing").contains("Verdict: damaged");
  }

  @Test
  void a_zip_of_torch_is_told_and_a_cut_one_is_broken() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("model/data.pkl"));
      zip.write("\u0080\u0002N.".getBytes(StandardCharsets.ISO_8859_1));
    }
    Path path = Files.write(folder.resolve("m.pt"), bytes.toByteArray());
    assertThat(Brine.run("explain", path).out()).contains("torch.save").contains("weights_only");
    Path cut = Files.write(path, java.util.Arrays.copyOf(bytes.toByteArray(), 40));
    assertThat(Brine.run("explain", cut).out()).contains("incomplete download");
  }

  @Test
  void a_file_of_torch_has_the_line_of_torch_only_if_it_works() throws IOException {
    assertThat(Brine.run("explain", Brine.fixture("state.pt")).out())
        .contains("Verdict: a file of torch.save, whose tensors Brine reads")
        .contains("brine ls ", "brine convert ", ".safetensors", "weights_only=True");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("model/data.pkl"));
      zip.write("\u0080\u0005N.".getBytes(StandardCharsets.ISO_8859_1));
    }
    Path newer = Files.write(folder.resolve("newer.pt"), bytes.toByteArray());
    assertThat(Brine.run("explain", newer).out())
        .contains("a file of torch.save", "brine ls ")
        .doesNotContain("torch.load");
  }

  @Test
  void a_clean_file_of_joblib_that_brine_reads_is_fine() {
    Brine run = Brine.run("explain", Brine.fixture("values.joblib.xz"));
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("which Brine reads and NumPy does not.");
  }

  @Test
  void the_bytes_of_a_compressed_attack_are_scanned() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          "\u0080\u0002cos\nsystem\nU\u0002id\u0085R.".getBytes(StandardCharsets.ISO_8859_1));
    }
    Path path = Files.write(folder.resolve("a.pkl.gz"), bytes.toByteArray());
    assertThat(Brine.run("explain", path).out())
        .contains("os.system")
        .contains("Verdict: DANGEROUS")
        .doesNotContain("pickle.load(");
  }

  @Test
  void names_are_written_so_that_shells_and_programs_read_them() throws IOException {
    Path path = file("a \"b\" 'c'\n$d.npy", npy("<f8", "(1,)", "01234567"));
    JsonTree answer = Brine.run("explain", "--json", path).json().get(0);
    assertThat(answer.get("commands").items().get(0).text())
        .endsWith("/a \"b\" \\'c\\'\\u000a$d.npy')");
    assertThat(answer.get("commands").items().get(1).text())
        .endsWith("/a \\\"b\\\" 'c'\\012$d.npy\"));   // Java, runs nothing");
    Files.writeString(path, "<html>");
    assertThat(Brine.run("explain", path).out())
        .contains("download $'" + folder + "/a \"b\" \\'c\\'\\u000a$d.npy' again");
  }

  @Test
  void a_crlf_that_an_array_really_holds_is_no_damage() throws IOException {
    Path path = file("a.npy", npy("<i2", "(4,)", "\r\n\r\n\r\n\r\n"));
    assertThat(Brine.run("explain", path).code()).isZero();
    Path cut = file("b.npy", npy("<i2", "(4,)", "\r\n\r\n\r\n"));
    assertThat(Brine.run("explain", cut).out()).contains("truncated").doesNotContain("text mode");
  }

  @Test
  void a_broken_header_is_explained() throws IOException {
    Brine run = Brine.run("explain", file("a.npy", "\u0093NUMPY\u0001\0\u00ff\0{'descr'"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("with a broken header").contains("Verdict: damaged");
  }

  @Test
  void a_file_that_is_not_there_is_an_error() {
    Brine run = Brine.run("explain", folder.resolve("none.npy"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("no such file");
  }

  /** Hostile files of the scanner, and honest ones. */
  static List<Path> scanned() throws IOException {
    Path root = Path.of("..");
    List<Path> files = new ArrayList<>();
    for (String folder :
        List.of(
            "testing/src/main/resources/hostile",
            "cli/src/test/resources/explain",
            "cli/src/test/resources/inspect")) {
      try (Stream<Path> list = Files.list(root.resolve(folder))) {
        list.filter(Files::isRegularFile).sorted().forEach(files::add);
      }
    }
    return files;
  }

  @Test
  void a_file_is_called_safe_only_if_a_scan_of_it_is_clean() throws IOException {
    List<Path> files = scanned();
    List<String> wrong = new ArrayList<>();
    int safe = 0;
    for (Path file : files) {
      String verdict = Brine.run("scan", "--json", file).json().get(0).get("verdict").text();
      Brine named = Brine.run("explain", file);
      Brine piped = Brine.run(Files.readAllBytes(file), "explain", "-");
      for (Brine run : List.of(named, piped)) {
        String text = run.out().replaceAll("\\s+", " ");
        boolean saysSafe = text.contains(" safe yes") || text.contains("is safe for this file");
        safe += saysSafe ? 1 : 0;
        boolean isFine = saysSafe || run.code() == 0;
        if (isFine && !verdict.equals("clean")) {
          wrong.add(file + ": " + verdict + ", but " + text);
        }
        if (verdict.equals("dangerous") && !text.contains("DANGEROUS")) {
          wrong.add(file + ": dangerous, but " + text);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(files).hasSizeGreaterThan(200);
    assertThat(safe).isGreaterThan(10);
  }
}

package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as people meet them, made from public reports: what each command says about them. */
final class FieldFilesTest {
  private static final Path FILES = TestData.path("field/files");

  @TempDir Path folder;

  @BeforeEach
  void skip_without_the_files() {
    assumeThat(FILES).as("files from the field").isDirectory();
  }

  private static Path file(String name) {
    return FILES.resolve(name);
  }

  /** What a command prints about a file, as one line. */
  private static String say(String command, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = command;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Brine run = Brine.run(all);
    return (run.out() + run.err()).replaceAll("\\s+", " ");
  }

  private Brine convert(Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "convert";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Brine.run(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bf16.safetensors | 0 | Verdict: safetensors, which Brine reads and NumPy does not.",
        "bom.npy | 1 | behind a byte-order mark",
        "cnpy_big_header.npy | 0 | max_header_size=20753)",
        "cnpy_big_header.npy | 0 | 900 fields in total",
        "bighdr.npy | 0 | max_header_size=11382)",
        "cnpy_bool_q.npy | 1 | refuses it: descr is not a valid dtype descriptor: '<?8'",
        "greenwaves_g2.npy | 1 | likely bfloat16",
        "java_npywriter.npy | 0 | 20,420 bytes follow, room for 1,021 more rows; NumPy ignores",
        "jax_ckpt.npz | 1 | b NumPy refuses it",
        "json_header.npy | 1 | the header is JSON",
        "katago_1d.npy | 1 | (4) is a number in Python, a shape of one axis is (4,)",
        "npyocaml_184.npy | 1 | (184) is a number in Python, a shape of one axis is (184,)",
        "numsharp_R.npy | 1 | (3) is a number in Python",
        "numpy13719.npy | 1 | (10) is a number in Python",
        "sc_1d.npy | 1 | (6) is a number in Python",
        "sc_limit.npy | 1 | (20) is a number in Python",
        "macos_rezipped.npz | 0 | metadata of macOS (AppleDouble)",
        "macosx.npz | 0 | metadata of macOS (AppleDouble)",
        "mldtypes_bf16_V2.npy | 0 | V2 may be bfloat16",
        "mldtypes_f8_f1.npy | 1 | an 8-bit float",
        "mldtypes_name_bf16.npy | 1 | 'bfloat16' (which NumPy does not have)",
        "mldtypes_name_int2.npy | 1 | a type of ml_dtypes",
        "npz_prefixed.npz | 1 | NumPy refuses it: other bytes precede the archive",
        "nul_padded.npy | 1 | padded with NUL characters",
        "numpy28334.npy | 0 | NumPy refuses it: the shape in its header has calls such as np.int64",
        "stdlib_quad_f16.npy | 0 | may be binary128",
        "crlf2lf.npz | 1 | CRLF in it became LF",
        "crlf2lf.npz | 1 | b.npy whole, by its CRC-32",
        "lost1.npz | 1 | b.npy damaged: 1 of its 2,625 stored bytes is missing",
        "lost1.npz | 1 | 2 of 3 members are whole",
        "flip.npz | 1 | b.npy damaged: its CRC-32 is",
        "flip.npz | 1 | 2 of 3 members are whole",
        "good.npz | 0 | NumPy opens it as it is",
        "dims40.npy | 0 | NumPy 2 or later",
        "distutils-precedence.pth | 1 | not an array, but: text.",
        "empty_npz.npz | 0 | NumPy opens it and finds no arrays",
        "seq.pkl | 0 | more pickles",
        "a.npy | 0 | NumPy opens it as it is",
        "a.pkl | 0 | allow_pickle=True is safe",
        "i8.npy | 0 | NumPy opens it as it is",
        "i8.pkl | 0 | allow_pickle=True is safe",
        "longkeys.pkl | 0 | allow_pickle=True is safe",
        "names.npz | 0 | NumPy opens it as it is",
        "rec_obj.npy | 0 | allow_pickle=True is safe",
        "jl_le.joblib | 1 | suspicious: sklearn",
        "sum.pkl | 1 | suspicious"
      })
  void explain_says_what_is_right(String name, int code, String text) {
    Brine run = Brine.run("explain", file(name));
    assertThat(run.out().replaceAll("\\s+", " ")).contains(text);
    assertThat(run.code()).as(run.out()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bom.npy",
        "cnpy_bool_q.npy",
        "greenwaves_g2.npy",
        "java_npywriter.npy",
        "jax_ckpt.npz",
        "json_header.npy",
        "katago_1d.npy",
        "macos_rezipped.npz",
        "macosx.npz",
        "mldtypes_f8_f1.npy",
        "mldtypes_name_bf16.npy",
        "mldtypes_name_int2.npy",
        "empty_npz.npz",
        "stdlib_quad_f16.npy"
      })
  void what_is_only_unusual_is_not_called_damaged(String name) {
    assertThat(say("explain", file(name)))
        .doesNotContain("Verdict: damaged")
        .doesNotContain("save it again.")
        .doesNotContain("suspicious");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cnpy_big_header.npy | max_header_size=20753",
        "cnpy_big_header.npy | 900 fields in total",
        "java_npywriter.npy | 20,420 bytes follow, room for 1,021 more rows; NumPy ignores them",
        "npz_prefixed.npz | NumPy refuses it: other bytes precede the archive",
        "numpy28334.npy | NumPy refuses it: the shape in its header has calls",
        "dims40.npy | with NumPy 2 or later",
        "stdlib_quad_f16.npy | may be binary128",
        "macosx.npz | metadata of macOS (AppleDouble)",
        "bf16.safetensors | float32",
        "bom.npy | byte-order mark",
        "cnpy_bool_q.npy | '<?8'",
        "greenwaves_g2.npy | likely bfloat16",
        "json_header.npy | the header is JSON",
        "npyocaml_184.npy | a shape of one axis is (184,)"
      })
  void info_says_what_is_right(String name, String text) {
    assertThat(say("info", file(name))).contains(text);
  }

  @ParameterizedTest
  @CsvSource({
    "katago_1d.npy, '(4,)'",
    "npyocaml_184.npy, '(184,)'",
    "numsharp_R.npy, '(3,)'",
    "numpy13719.npy, '(10,)'",
    "sc_1d.npy, '(6,)'",
    "json_header.npy, '(2, 3)'",
    "nul_padded.npy, '(2, 3)'"
  })
  void a_header_whose_meaning_is_certain_is_read_if_told(String name, String shape)
      throws IOException {
    assertThat(say("ls", file(name))).contains("--repair reads it");
    assertThat(say("ls", "--repair", file(name))).contains(shape).doesNotContain("brine:");
    assertThat(say("info", "--repair", file(name))).contains("NumPy refuses it");
    Path out = folder.resolve("a.npy");
    assertThat(convert(file(name), out).code()).isEqualTo(2);
    assertThat(convert("--repair", file(name), out).code()).isZero();
    assertThat(Npy.load(out)).hasToString(Npy.load(file(name), o -> o.withRepair()).toString());
    assertThat(Npy.load(out).shape()).hasToString(shape);
  }

  @ParameterizedTest
  @CsvSource({
    "bfloat16, greenwaves_g2.npy, float32",
    "bfloat16, mldtypes_bf16_V2.npy, float32",
    "bfloat16, mldtypes_name_bf16.npy, float32",
    "float8_e4m3fn, mldtypes_f8_f1.npy, float32",
    "int2, mldtypes_name_int2.npy, int8"
  })
  void elements_that_numpy_does_not_have_are_read_if_told(String type, String name, String dtype)
      throws IOException {
    Path out = folder.resolve("a.npy");
    assertThat(convert("--as", type, file(name), out).code()).isZero();
    assertThat(Npy.header(out).dtype()).hasToString(dtype);
    assertThat(say("head", "--as", type, file(name))).doesNotContain("brine:");
    for (String command : new String[] {"ls", "info", "stats", "digest"}) {
      assertThat(say(command, "--as", type, file(name))).as(command).contains(type);
    }
  }

  @Test
  void tensors_of_bfloat16_are_floats_or_raw_as_told() throws IOException {
    Path tensors = file("bf16.safetensors");
    Path out = folder.resolve("a.npz");
    Brine run = convert(tensors, out);
    assertThat(run.err()).contains("bfloat16 is written as float32");
    try (NpzFile made = NpzFile.open(out)) {
      assertThat(made.get("w").dtype()).hasToString("float32");
    }
    assertThat(convert("--raw", tensors, out).code()).isZero();
    try (NpzFile made = NpzFile.open(out)) {
      assertThat(made.get("w").dtype()).hasToString("|V2");
    }
    for (String command : new String[] {"ls", "head", "stats", "digest"}) {
      assertThat(Brine.run(command, tensors).code()).as(command).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "crlf2lf.npz, a.npy, b",
    "lost1.npz, b.npy, a c",
    "flip.npz, b.npy, a c",
    "jax_ckpt.npz, b.npy, w step"
  })
  void the_whole_members_are_saved_and_the_others_named(String name, String bad, String good)
      throws IOException {
    Path out = folder.resolve("saved.npz");
    assertThat(convert(file(name), out).code()).isEqualTo(2);
    Brine run = convert("--keep-going", file(name), out);
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    assertThat(run.err()).contains(name + "!" + bad).contains("left out");
    try (NpzFile saved = NpzFile.open(out)) {
      assertThat(saved.files()).containsExactly(good.split(" "));
      for (String key : saved.files()) {
        saved.get(key);
      }
    }
  }

  @Test
  void the_metadata_of_macos_is_kept_or_dropped_as_told() throws IOException {
    Path out = folder.resolve("a.npz");
    for (String name : new String[] {"macosx.npz", "macos_rezipped.npz"}) {
      assertThat(convert(file(name), out).code()).isZero();
      assertThat(say("ls", out)).contains("macOS metadata");
      assertThat(convert("--arrays-only", file(name), out).code()).isZero();
      assertThat(say("ls", out)).contains("data/x.npy").doesNotContain("macOS metadata");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"npz_prefixed.npz", "numpy28334.npy"})
  void what_numpy_refuses_and_brine_reads_is_converted_for_numpy(String name) throws IOException {
    Path out = folder.resolve("plain.npz");
    assertThat(convert(file(name), out).code()).isZero();
    assertThat(say("explain", out)).contains("NumPy opens it as it is");
  }

  @ParameterizedTest
  @ValueSource(strings = {"head", "stats", "info", "digest"})
  void all_commands_know_what_a_file_is(String command) {
    assertThat(say(command, file("bom.npy"))).contains("byte-order mark").contains("explain");
    assertThat(say(command, file("distutils-precedence.pth"))).contains("Plain text");
  }

  @Test
  void names_that_begin_and_end_alike_are_told_apart() {
    assertThat(Brine.run("ls", file("names.npz")).lines()).doesNotHaveDuplicates();
  }

  @Test
  void every_file_has_an_explanation() throws IOException {
    try (var files = Files.list(FILES)) {
      files.forEach(
          file -> {
            Brine run = Brine.run("explain", file);
            assertThat(run.code()).as(file.toString()).isLessThan(2);
            assertThat(run.out()).contains("Verdict: ");
          });
    }
  }
}

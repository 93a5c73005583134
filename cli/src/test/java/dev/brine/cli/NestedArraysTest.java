package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.convert.Safetensors;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.MlType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Arrays in pickles, in files of joblib and in those of torch.save. */
class NestedArraysTest {
  private static final Path MODEL = Brine.fixture("model.joblib");
  private static final Path VALUES = Brine.fixture("values.joblib.xz");
  private static final Path STATE = Brine.fixture("state.pt");

  @TempDir Path folder;

  private static Brine fine(Object... arguments) {
    Brine run = Brine.run(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return run;
  }

  @Test
  void ls_lists_the_arrays_in_a_value_with_their_paths() {
    assertThat(fine("ls", MODEL).out())
        .contains("(pickle)")
        .containsPattern("model.joblib!.steps\\[1\\]\\[1\\].coef_ +float64 +\\(1, 3\\) +C +24 B");
    assertThat(fine("ls", VALUES).out())
        .containsPattern("!\\['weights'\\] +>f4 +\\(2, 3\\) +C")
        .containsPattern("!\\[\"it's\"\\]\\[0\\] +int64 +\\(3,\\)")
        .containsPattern("!\\['b'\\] +float64 +\\(2, 2\\) +F");
    assertThat(fine("ls", STATE).out())
        .contains("(torch)")
        .containsPattern("!\\['w'\\] +float32 +\\(3, 2\\) +F");
  }

  @Test
  void ls_in_json_has_an_object_for_each_array() {
    assertThat(fine("ls", "--json", VALUES).lines())
        .hasSize(4)
        .anyMatch(line -> line.contains("\"member\":\"['weights']\"") && line.contains(">f4"));
  }

  @Test
  void a_path_or_a_name_after_the_file_chooses_an_array() {
    String path = VALUES + "!['weights']";
    assertThat(fine("cat", path).lines()).containsExactly("0.0  1.0  2.0", "3.0  4.0  5.0");
    assertThat(fine("cat", VALUES + "!weights").out()).isEqualTo(fine("cat", path).out());
    assertThat(fine("cat", VALUES, "it's.0").out()).isEqualTo("0\n1\n2\n");
    assertThat(fine("head", STATE + "!['w']", "--rows", "1").out()).isEqualTo("0.0  3.0\n");
    assertThat(fine("stats", STATE + "!half").out()).contains("bfloat16", "mean        1.25");
    assertThat(fine("info", path).out()).contains(">f4").contains("an array in a pickle");
  }

  @Test
  void a_wrong_path_is_answered_with_the_right_ones() {
    Brine run = Brine.run("cat", VALUES + "!weigths");
    assertThat(run.code()).isNotZero();
    assertThat(run.err()).contains("['weights'], [\"it's\"][0], ['b']");
  }

  @Test
  void a_digest_is_that_of_the_array_saved_by_itself() throws IOException {
    Path npy = folder.resolve("w.npy");
    fine("convert", VALUES + "!weights", npy);
    String digest = "\"sha256\":\"" + Npy.load(npy).digest() + "\"";
    assertThat(fine("digest", VALUES + "!['weights']").out()).contains(digest);
    assertThat(fine("digest", npy).out()).contains(digest);
  }

  @Test
  void convert_writes_the_arrays_of_a_model_and_says_that_nothing_else_is_written()
      throws IOException {
    Path npz = folder.resolve("model.npz");
    Brine run = Brine.run("convert", MODEL, npz);
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains("sklearn.pipeline.Pipeline")
        .contains("only the arrays in it are written");
    assertThat(run.out()).endsWith(": 7 arrays written\n");
    try (NpzFile file = NpzFile.open(npz)) {
      assertThat(file.files()).contains("steps.0.1.mean_", "steps.1.1.coef_");
      assertThat(file.get("steps.0.1.mean_").toDoubleArray()).hasSize(3);
    }
  }

  @Test
  void convert_still_refuses_a_pickle_of_code_without_arrays() throws IOException {
    Path evil = folder.resolve("evil.pkl");
    Files.writeString(evil, "cposix\nsystem\n(Vtrue\ntR.");
    Brine run = Brine.run("convert", evil, folder.resolve("evil.npz"));
    assertThat(run.code()).isNotZero();
    assertThat(run.err()).contains("refused to use posix.system");
    assertThat(folder.resolve("evil.npz")).doesNotExist();
  }

  @Test
  void convert_writes_tensors_as_npz_npy_and_safetensors() throws IOException {
    Path npz = folder.resolve("state.npz");
    Path tensors = folder.resolve("state.safetensors");
    Path npy = folder.resolve("w.npy");
    assertThat(Brine.run("convert", STATE, npz).err())
        .contains("!half: bfloat16 is written as float32, since NumPy does not have it");
    fine("convert", STATE, tensors);
    fine("convert", STATE + "!w", npy);
    Map<String, NdArray> read = Safetensors.read(tensors);
    assertThat(read.keySet()).containsExactly("w", "half");
    assertThat(Objects.requireNonNull(read.get("w")).toDoubleArray())
        .containsExactly(0, 3, 1, 4, 2, 5);
    NdArray half = Objects.requireNonNull(read.get("half"));
    assertThat(half.dtype()).isEqualTo(MlType.BFLOAT16);
    assertThat(half.toDoubleArray()).containsExactly(0.5, 2);
    try (NpzFile file = NpzFile.open(npz)) {
      assertThat(file.get("w").digest()).isEqualTo(Npy.load(npy).digest());
    }
  }

  @Test
  void convert_writes_nothing_if_a_tensor_is_not_plain() {
    for (String name : new String[] {"tensors.pt", "conjugated.pt"}) {
      Path npz = folder.resolve(name + ".npz");
      Brine run = Brine.run("convert", Brine.fixture(name), npz);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains(name, "conjugated or negated when it is used");
      assertThat(npz).doesNotExist();
    }
    Path npz = folder.resolve("none.npz");
    Brine run = Brine.run("convert", "--keep-going", Brine.fixture("conjugated.pt"), npz);
    assertThat(run.code()).isEqualTo(2);
    assertThat(npz).doesNotExist();
  }

  @Test
  void convert_that_keeps_going_tells_each_tensor_that_it_leaves_out() throws IOException {
    Path npz = folder.resolve("tensors.npz");
    Brine run = Brine.run("convert", "--keep-going", Brine.fixture("tensors.pt"), npz);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("['conjugated']: a tensor that is conjugated", "['negated']: a tensor that is")
        .contains("['quantized']: a quantized tensor", "['half']: a tensor of the type torch.")
        .contains("['meta']: a tensor without elements", "['sparse']: a sparse tensor");
    try (NpzFile file = NpzFile.open(npz)) {
      assertThat(file.get("plain").toDoubleArray()).containsExactly(0, 1, 2);
      assertThat(file.get("buffer").toDoubleArray()).containsExactly(0, 1, 2, 3);
      assertThat(file.get("tagged").toDoubleArray()).containsExactly(1, 1);
    }
  }

  @Test
  void ls_tells_the_tensors_that_it_cannot_list() {
    Brine run = Brine.run("ls", Brine.fixture("tensors.pt"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("['plain']", "['buffer']");
    assertThat(run.err()).contains("tensors.pt!['meta']: a tensor without elements");
  }

  @Test
  void convert_keeps_the_other_values_of_a_file_that_is_all_data() throws IOException {
    Path npz = folder.resolve("values.npz");
    fine("convert", VALUES, npz);
    try (NpzFile file = NpzFile.open(npz)) {
      assertThat(file.files()).contains("value/weights");
    }
  }

  /** A pickle of the list [1, 2], compressed by xz with a dictionary of this size. */
  private Path xz(int dictionary) throws IOException {
    Path file = folder.resolve("list.pkl.xz");
    LZMA2Options options = new LZMA2Options(0);
    options.setDictSize(dictionary);
    try (OutputStream out = new XZOutputStream(Files.newOutputStream(file), options)) {
      out.write("\u0080\u0002](K\u0001K\u0002e.".getBytes(StandardCharsets.ISO_8859_1));
    }
    return file;
  }

  @Test
  void a_dictionary_of_xz_may_have_64_mib_but_not_more() throws IOException {
    assertThat(fine("dump", xz(64 << 20)).out()).contains("[1, 2]");
    Brine run = Brine.run("dump", xz(96 << 20));
    assertThat(run.code()).isNotZero();
    assertThat(run.err().replaceAll("\\s+", " ")).contains("the limit of 72 MiB");
  }

  @Test
  void dump_prints_the_whole_value() {
    assertThat(fine("dump", STATE).out()).contains("'half': array([0.5, 2], dtype=bfloat16)");
    assertThat(fine("dump", MODEL).out()).contains("LogisticRegression()");
  }

  @Test
  void digest_refuses_classes_that_are_not_known() {
    Brine run = Brine.run("digest", MODEL);
    assertThat(run.out()).contains("REFUSED");
    assertThat(run.code()).isNotZero();
  }

  @Test
  void info_says_that_numpy_does_not_read_these_files() {
    assertThat(fine("info", VALUES).out()).contains("compressed pickle", "does not read it");
    assertThat(fine("info", STATE).out()).contains("torch.save", "does not read it");
  }
}

package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.RefusedException;
import dev.brine.error.TruncatedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyList;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of joblib, compared with the values that were saved. */
class JoblibTest {
  private static final String BEGIN =
      "\u0080\u0002cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\u0081}(";
  private static final String DTYPE =
      "Vdtype\ncnumpy\ndtype\n(Vf8\nI0\nI1\ntR(I3\nV<\nNNNI-1\nI-1\nI0\ntb";

  @TempDir Path folder;

  private static NestedFiles golden() throws IOException {
    return NestedFiles.of("joblib.zip");
  }

  private static byte[] file(String name) throws IOException {
    return Objects.requireNonNull(golden().files().get(name), name);
  }

  private static PickleValue load(byte[] bytes) throws IOException {
    return Npy.loadValue(bytes);
  }

  @Test
  void every_array_in_every_compression_and_protocol_has_the_bytes_of_numpy() throws IOException {
    NestedFiles golden = golden();
    for (Map.Entry<String, byte[]> file : golden.files().entrySet()) {
      List<String> lines = new ArrayList<>();
      for (NestedArray each : NestedArray.of(load(file.getValue()))) {
        if (!(each.array() instanceof ObjectArray)) {
          lines.add(NestedFiles.line(each.path(), each.array()));
        }
      }
      assertThat(lines)
          .as(file.getKey())
          .containsExactlyElementsOf(golden.arrays().getOrDefault(file.getKey(), List.of()));
    }
    assertThat(golden.files()).hasSize(55);
  }

  @Test
  void files_streams_and_bytes_have_the_same_value() throws IOException {
    for (Map.Entry<String, byte[]> each : golden().files().entrySet()) {
      byte[] bytes = each.getValue();
      String wanted = PickleText.canonical(load(bytes));
      Path path = Files.write(folder.resolve("file"), bytes);
      assertThat(PickleText.canonical(Npy.loadValue(path))).isEqualTo(wanted);
      PickleValue streamed =
          Npy.loadPickle(new ByteArrayInputStream(bytes), Location.MEMORY, o -> o).value();
      assertThat(PickleText.canonical(streamed)).isEqualTo(wanted);
    }
  }

  @Test
  void object_arrays_are_pickles_of_their_own() throws IOException {
    PyDict value = (PyDict) load(file("objects.joblib"));
    NdArray cells = array(value, "cells");
    assertThat(PickleText.repr(((ObjectArray) cells).item(3))).isEqualTo("[1.5, {'a': (1,)}]");
    assertThat(array(value, "fortran").digest()).isEqualTo(cells.digest());
    assertThat(((ArrayValue) ((ObjectArray) array(value, "nested")).item(1)).array().toIntArray())
        .containsExactly(0, 1, 2);
    assertThat(array(value, "none").shape()).hasToString("(0, 2)");
    assertThat(array(value, "record").dtype().hasObject()).isTrue();
  }

  private static NdArray array(PyDict value, String key) {
    return ((ArrayValue) Objects.requireNonNull(value.get(key))).array();
  }

  @Test
  void an_array_has_the_digest_of_the_same_npy_in_either_byte_order() throws IOException {
    PyDict value = (PyDict) load(file("every.joblib"));
    for (String key : new String[] {"10 (2, 3, 4)", "11 (2, 3, 4)", "13 (2, 3) F", "3 (2, 3)"}) {
      NdArray array = array(value, key);
      Path npy = folder.resolve("a.npy");
      Npy.save(npy, array);
      assertThat(array.digest()).as(key).isEqualTo(Npy.load(npy).digest());
    }
  }

  @Test
  void a_matrix_is_an_array_with_its_class() throws IOException {
    PyList value = (PyList) load(file("shared.joblib"));
    assertThat(((ArrayValue) value.get(2)).subtype()).isEqualTo("numpy.matrix");
    assertThat(((ArrayValue) value.get(0)).subtype()).isEqualTo("numpy.ndarray");
  }

  @Test
  void a_truncated_file_is_a_typed_failure_wherever_it_ends() throws IOException {
    for (String name :
        new String[] {
          "objects.joblib",
          "shared.p0",
          "alone.xz",
          "shared.lzma",
          "shared.gzip",
          "shared.zlib",
          "shared.bz2"
        }) {
      byte[] whole = file(name);
      for (int length = 0; length < whole.length; length++) {
        byte[] part = Arrays.copyOf(whole, length);
        try {
          assertThat(PickleText.canonical(load(part)))
              .isEqualTo(PickleText.canonical(load(whole))); // only a checksum is missing
        } catch (BrineException e) {
          assertThat(e.kind()).isNotNull();
        }
      }
    }
  }

  private static byte[] hostile(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String wrapper(String shape, String order) {
    return BEGIN
        + "Vsubclass\ncnumpy\nndarray\nVshape\n"
        + shape
        + "Vorder\nV"
        + order
        + "\n"
        + DTYPE
        + "Vnumpy_array_alignment_bytes\nK\u0010ub";
  }

  @Test
  void elements_follow_the_wrapper() throws IOException {
    String two = wrapper("(K\u0002t", "C") + "\u0003\u00ff\u00ff\u00ff" + "\0".repeat(16) + ".";
    assertThat(((ArrayValue) load(hostile(two))).array().toDoubleArray()).containsExactly(0, 0);
    String unpadded =
        wrapper("(K\u0002t", "C").replace("Vnumpy_array_alignment_bytes\nK\u0010", "Vx\nN")
            + "\0".repeat(16)
            + ".";
    assertThat(((ArrayValue) load(hostile(unpadded))).array().toDoubleArray())
        .containsExactly(0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "(I1000000000000\\nt, C, TRUNCATED",
    "(I4611686018427387904\\nt, C, LIMIT",
    "(I9223372036854775807\\nI2\\nt, C, LIMIT",
    "(I-1\\nt, C, STATE",
    "(Vx\\nt, C, STATE",
    "N, C, STATE",
    "(I1\\nt, A, STATE",
    "(I3\\nt, C, TRUNCATED"
  })
  void a_lying_shape_or_order_is_a_typed_failure(String shape, String order, Kind kind) {
    String file = wrapper(shape.replace("\\n", "\n"), order) + "\1\u00ff" + "\0".repeat(16) + ".";
    assertThatThrownBy(() -> load(hostile(file)))
        .isInstanceOfSatisfying(BrineException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    Path path = folder.resolve("hostile");
    assertThatThrownBy(() -> Npy.loadValue(Files.write(path, hostile(file))))
        .isInstanceOfSatisfying(BrineException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void padding_beyond_the_end_is_a_truncation() {
    String file = wrapper("(K\u0001t", "C");
    for (String end : new String[] {"", "\u0009", "\u00ff" + "x".repeat(254)}) {
      assertThatThrownBy(() -> load(hostile(file + end))).isInstanceOf(TruncatedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cposix\nsystem\n", "cbuiltins\ndict\n", "Vndarray\n", "N"})
  void the_class_of_an_array_must_be_one_of_numpy(String subclass) {
    String file =
        wrapper("(K\1t", "C").replace("cnumpy\nndarray\n", subclass) + "\0" + "\0".repeat(8) + ".";
    assertThatThrownBy(() -> load(hostile(file))).isInstanceOf(BrineException.class);
  }

  @Test
  void other_ways_to_make_a_wrapper_are_refused() {
    String call =
        "cjoblib.numpy_pickle\nNumpyArrayWrapper\n(cnumpy\nndarray\n(K\1tVC\nN"
            + "tR}b"
            + "\0".repeat(8)
            + ".";
    assertThatThrownBy(() -> load(hostile(call))).isInstanceOf(RefusedException.class);
    String other = "ccopy_reg\n_reconstructor\n(cm\nC\nc__builtin__\nobject\nNtR.";
    assertThatThrownBy(() -> load(hostile(other))).isInstanceOf(RefusedException.class);
  }

  @Test
  void a_wrapper_without_state_is_no_array() {
    assertThatThrownBy(() -> load(hostile("cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\u0081.")))
        .isInstanceOf(BrineException.class);
  }

  @Test
  void the_pickle_of_an_object_array_must_hold_that_array() {
    String objects =
        wrapper("(K\1t", "C")
            .replace("Vf8\nI0\nI1\ntR(I3\nV<\n", "VO8\nI0\nI1\ntR(I3\nV|\n")
            .replace("I-1\nI-1\nI0\ntb", "I-1\nI-1\nI63\ntb");
    assertThatThrownBy(() -> load(hostile(objects + "N..")))
        .isInstanceOfSatisfying(
            BrineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MISMATCH));
    assertThatThrownBy(() -> load(hostile(objects + "cposix\nsystem\n(Vx\ntR..")))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void joblib_before_0_10_kept_its_arrays_in_other_files_which_the_refusal_names() {
    String file =
        "\u0080\u0003]q\0(cjoblib.numpy_pickle\nNDArrayWrapper\n)\u0081}(Vfilename\nVa_01.npy\n"
            + "ub"
            + "cjoblib.numpy_pickle\nNDArrayWrapper\n)\u0081}(Vfilename\nVa_02.npy\nube.";
    assertThatThrownBy(() -> load(hostile(file)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("separate files")
        .hasMessageEndingWith("a_01.npy, a_02.npy");
    assertThatThrownBy(
            () -> Npy.loadValue(hostile(file), o -> o.withPickle(o.pickle().withLenient())))
        .isInstanceOf(BrineException.class)
        .hasMessageEndingWith("a_01.npy, a_02.npy");
  }

  @Test
  void the_oldest_compression_is_zlib_behind_a_length() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(hostile("ZF0x5" + " ".repeat(16)));
    try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
      zlib.write(hostile("\u0080\u0002K\u0005."));
    }
    assertThat(PickleText.repr(load(out.toByteArray()))).isEqualTo("5");
  }

  @Test
  void a_bomb_is_a_typed_failure() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long count = Runtime.getRuntime().maxMemory() / 8 + 1;
    try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
      zlib.write(hostile(wrapper("(L" + count + "L\nt", "C")));
      zlib.write(new byte[1 << 20]);
    }
    assertThatThrownBy(() -> load(out.toByteArray()))
        .isInstanceOfSatisfying(
            BrineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LIMIT));
  }

  @Test
  void a_compressed_file_that_is_no_pickle_is_a_typed_failure() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
      zlib.write(hostile("some text"));
    }
    assertThatThrownBy(() -> load(out.toByteArray())).isInstanceOf(BrineException.class);
  }
}

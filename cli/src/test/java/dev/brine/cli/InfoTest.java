package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoTest {
  private static final Path KINDS = Brine.fixture("kinds.npz");

  @TempDir Path folder;

  /** The facts as one line, whatever the lengths of paths break. */
  private static String info(Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "info";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Brine run = Brine.run(all);
    assertThat(run.code()).isZero();
    return run.out().replaceAll("\\s+", " ");
  }

  @Test
  void an_array_is_told_in_words() {
    assertThat(info(KINDS, "big"))
        .contains("dtype >i4: signed integer of 4 bytes, big-endian")
        .contains("descr >i4")
        .contains("shape (2, 3): 2-d, 6 elements")
        .contains("order F: the first axis is contiguous")
        .contains("format .npy 1.0, header of 128 bytes")
        .contains("size 152 bytes, compressed to 88 (57 %) by deflate")
        .contains("data 24 bytes, 4 per element")
        .contains("kinds.npz')['big']")
        .contains("Java toIntArray()");
  }

  @Test
  void objects_need_a_permission_in_numpy_that_brine_has_no_use_for() {
    assertThat(info(KINDS, "ragged"))
        .contains("any Python object; the array is stored as a pickle")
        .contains(
            "kinds.npz', allow_pickle=True)['ragged'], which runs the code in the pickle; Brine"
                + " does not")
        .contains("asRaggedInts() if all elements are lists of ints");
    assertThat(info(KINDS, "big")).doesNotContain("allow_pickle");
  }

  @Test
  void fields_are_listed() {
    Brine run = Brine.run("info", KINDS, "records");
    assertThat(run.lines())
        .contains(
            "    field  dtype               offset  bytes  title",
            "    id     int32                    0      4",
            "    in     struct of 2 fields      12      4");
  }

  @Test
  void every_kind_has_words_of_its_own() {
    assertThat(info(KINDS))
        .contains("true or false, in a byte")
        .contains("unsigned integer of 8 bytes, little-endian")
        .contains("IEEE 754 floating-point number of 2 bytes")
        .contains("80-bit extended floating-point number of x86 in 16 bytes")
        .contains("complex number: two floats of 8 bytes")
        .contains("byte string of at most 3 bytes")
        .contains("string of at most 3 code points, 4 bytes each, little-endian")
        .contains("2 bytes without a meaning in NumPy")
        .contains("timestamp: nanoseconds since 1970, a count of 8 bytes, little-endian")
        .contains("duration: seconds, a count of 8 bytes")
        .contains("record of 4 fields, 28 bytes")
        .contains("(): 0-d, one element")
        .contains("not an array, but bytes");
  }

  @Test
  void data_that_is_cut_off_or_goes_on_is_told() throws IOException {
    Path cut = Files.write(folder.resolve("a.npy"), DigestTest.npy("'<i4'", "(3,)", new byte[7]));
    assertThat(info(cut)).contains("TRUNCATED: the file has only 7 bytes");
    Path more = Files.write(folder.resolve("b.npy"), DigestTest.npy("'<i4'", "(1,)", new byte[9]));
    assertThat(info(more)).contains("5 bytes follow, room for 1 more row; NumPy ignores them");
  }

  @Test
  void a_bare_pickle_tells_what_it_holds() throws IOException {
    Path pickle = Files.writeString(folder.resolve("a.pkl"), "cdecimal\nDecimal\n(S'1.5'\ntR.");
    assertThat(info(pickle))
        .contains("neither .npy nor .npz: NumPy takes it for a pickle")
        .contains("value a Decimal")
        .contains("allow_pickle=True), which runs the code in the pickle; Brine does not");
    JsonTree json = Brine.run("info", "--json", pickle).json().get(0);
    assertThat(json.get("content").text()).isEqualTo("pickle");
    assertThat(json.get("type").text()).isEqualTo("Decimal");
  }

  @Test
  void json_has_everything() {
    JsonTree json = Brine.run("info", "--json", KINDS, "big").json().get(0);
    assertThat(json.names())
        .containsAll(
            List.of(
                "file",
                "member",
                "size",
                "compressed_size",
                "compression",
                "crc32",
                "encrypted",
                "time",
                "content",
                "version",
                "header_size",
                "descr",
                "fortran_order",
                "shape",
                "dtype",
                "itemsize",
                "elements",
                "data_size",
                "needs_allow_pickle"));
    assertThat(json.get("data_size").text()).isEqualTo("24");
    assertThat(json.get("needs_allow_pickle").value()).isEqualTo(false);
  }
}

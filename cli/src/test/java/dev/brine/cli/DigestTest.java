package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.npy.Npy;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {
  private static final Path KINDS = Brine.fixture("kinds.npz");
  private static final String NOTE_SHA256 =
      "762207b2cd672644b642e769f0744fbc51bcaeab8113fd4b7a1f2daafa7a5407";

  @TempDir Path folder;

  private static List<JsonTree> expected() throws IOException {
    return Files.readAllLines(Brine.fixture("kinds.jsonl")).stream().map(JsonTree::parse).toList();
  }

  @Test
  void every_kind_of_array_has_the_facts_and_the_digest_that_numpy_gives() throws IOException {
    Brine run = Brine.run("digest", KINDS);
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    List<JsonTree> lines = run.json();
    List<JsonTree> expected = expected();
    assertThat(lines).hasSize(expected.size() + 1);
    for (int i = 0; i < expected.size(); i++) {
      JsonTree line = lines.get(i);
      assertThat(line.names())
          .containsExactly("file", "member", "descr", "fortran_order", "shape", "sha256");
      assertThat(line.get("file").text()).isEqualTo(KINDS.toString());
      for (String name : List.of("member", "descr", "fortran_order", "shape", "sha256")) {
        assertThat(line.get(name))
            .as(expected.get(i).get("member") + " " + name)
            .isEqualTo(expected.get(i).get(name));
      }
    }
  }

  @Test
  void a_member_that_is_no_array_has_the_digest_of_its_bytes() {
    JsonTree line = Brine.run("digest", KINDS, "note.txt").json().get(0);
    assertThat(line.get("member").text()).isEqualTo("note.txt");
    assertThat(line.get("descr").value()).isNull();
    assertThat(line.get("shape").value()).isNull();
    assertThat(line.get("sha256").text()).isEqualTo(NOTE_SHA256);
  }

  private String sha256(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    Brine run = Brine.run("digest", file);
    assertThat(run.code()).as(run.err()).isZero();
    return run.json().get(0).get("sha256").text();
  }

  @Test
  void the_same_array_has_the_same_digest_in_a_pickle() throws IOException {
    ObjectArray objects =
        ObjectArray.of(PyStr.of("a"), ArrayValue.of(NdArray.of(new long[] {1, 2})));
    for (NdArray array : List.of(NdArray.of(new double[] {1, 2.5}), objects)) {
      Path file = folder.resolve("a.npy");
      Npy.save(file, array);
      Path pickle = folder.resolve("a.pkl");
      Npy.saveValue(pickle, ArrayValue.of(array));
      assertThat(sha256("b.pkl", Files.readAllBytes(pickle)))
          .isEqualTo(sha256("b.npy", Files.readAllBytes(file)));
      Brine diff = Brine.run("diff", file, pickle);
      assertThat(diff.out()).isEqualTo("The same: 1 array.\n");
    }
  }

  @Test
  void every_byte_but_zero_is_true() throws IOException {
    assertThat(sha256("a.npy", npy("'|b1'", "(4,)", new byte[] {0, 1, 2, -1})))
        .isEqualTo(sha256("b.npy", npy("'|b1'", "(4,)", new byte[] {0, 1, 1, 1})));
    assertThat(sha256("a.npy", npy("[('x','|b1'),('y','|u1')]", "(1,)", new byte[] {2, 2})))
        .isEqualTo(sha256("b.npy", npy("[('x','|b1'),('y','|u1')]", "(1,)", new byte[] {1, 2})));
  }

  @Test
  void a_struct_with_objects_has_no_byte_order() throws IOException {
    List<String> digests = new ArrayList<>();
    for (String order : List.of("<", ">")) {
      DType dtype =
          StructType.packed(
              List.of("i", "t", "o"),
              List.of(DTypes.parse(order + "i4"), DTypes.parse(order + "M8[D]"), DTypes.OBJECT));
      PickleValue row = PyTuple.of(PyInt.of(1), PyInt.of(5), PyStr.of("a"));
      Path file = folder.resolve("a.npy");
      Npy.save(file, ObjectArray.of(dtype, Shape.of(1), PyList.of(row)));
      digests.add(sha256("b.npy", Files.readAllBytes(file)));
    }
    assertThat(digests.get(0)).isEqualTo(digests.get(1));
  }

  @Test
  void values_that_contain_themselves_have_digests() throws IOException {
    byte[] one = "]q\0(K\1h\0e.".getBytes(StandardCharsets.ISO_8859_1);
    byte[] other = "]q\5(K\1h\5e.".getBytes(StandardCharsets.ISO_8859_1);
    byte[] unlike = "]q\0(K\2h\0e.".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(sha256("a.pkl", one)).isEqualTo(sha256("b.pkl", other));
    assertThat(sha256("a.pkl", one)).isNotEqualTo(sha256("c.pkl", unlike));
    assertThat(Brine.run("dump", "--canonical", folder.resolve("a.pkl")).out())
        .isEqualTo("{\"list\":[{\"int\":\"1\"},{\"back\":1}]}\n");
  }

  @Test
  void what_finder_adds_to_an_archive_is_no_array() throws IOException {
    Path plain = folder.resolve("plain.zip");
    Path finder = folder.resolve("finder.zip");
    byte[] array = npy("'<i4'", "(1,)", new byte[4]);
    zip(plain, Map.of("x.npy", array));
    Map<String, byte[]> more = new LinkedHashMap<>();
    more.put("d/", new byte[0]);
    more.put("x.npy", array);
    more.put("__MACOSX/._x.npy", new byte[] {0, 5, 22, 7});
    more.put(".DS_Store", new byte[8]);
    zip(finder, more);
    assertThat(Brine.run("digest", finder).json()).hasSize(1);
    assertThat(Brine.run("diff", plain, finder).out()).isEqualTo("The same: 1 array.\n");
  }

  private static void zip(Path file, Map<String, byte[]> members) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        out.putNextEntry(new ZipEntry(member.getKey()));
        out.write(member.getValue());
        out.closeEntry();
      }
    }
  }

  @Test
  void the_same_array_has_the_same_digest_in_any_order_of_bytes_and_axes() {
    String one = Brine.run("digest", KINDS, "big").json().get(0).get("sha256").text();
    JsonTree other = Brine.run("digest", Brine.fixture("other.npz"), "big").json().get(0);
    assertThat(other.get("descr").text()).isEqualTo("<i4");
    assertThat(other.get("sha256").text()).isEqualTo(one);
  }

  @Test
  void what_cannot_be_read_is_an_error_and_the_rest_goes_on() throws IOException {
    Path cut = Files.write(folder.resolve("cut.npy"), npy("'<i4'", "(3,)", new byte[7]));
    Path good = Files.write(folder.resolve("good.npy"), npy("'<i4'", "(1,)", new byte[4]));
    Brine run = Brine.run("digest", cut, folder.resolve("none.npy"), good);
    assertThat(run.code()).isEqualTo(2);
    List<JsonTree> lines = run.json();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).get("descr").text()).isEqualTo("<i4");
    assertThat(lines.get(0).has("sha256")).isFalse();
    assertThat(lines.get(0).get("error").get("kind").text()).isEqualTo("TRUNCATED");
    assertThat(lines.get(0).get("error").get("message").text()).startsWith(cut + "@");
    assertThat(lines.get(1).get("file").text()).endsWith("none.npy");
    assertThat(lines.get(1).get("member").value()).isNull();
    assertThat(lines.get(1).get("error").get("kind").text()).isEqualTo("IO");
    assertThat(lines.get(2).has("sha256")).isTrue();
  }

  @Test
  void a_pickle_that_would_run_something_is_refused_by_name() throws IOException {
    Path evil = Files.writeString(folder.resolve("evil.pkl"), "cos\nsystem\n(S'true'\ntR.");
    JsonTree error = Brine.run("digest", evil).json().get(0).get("error");
    assertThat(error.get("kind").text()).isEqualTo("REFUSED");
    assertThat(error.get("message").text()).contains("os.system");
  }

  @Test
  void a_bare_pickle_has_the_digest_of_its_value() throws IOException {
    // sha256 of {"int":"7"}
    Path pickle = Files.writeString(folder.resolve("seven.pkl"), "I7\n.");
    JsonTree line = Brine.run("digest", pickle).json().get(0);
    assertThat(line.get("descr").value()).isNull();
    assertThat(line.get("sha256").text())
        .isEqualTo("39a2c8ec7d6eaf1c7867a726c1256c6827a590a82bc1025c5368794bd797337d");
  }

  @Test
  void strings_of_python_2_are_read_in_the_encoding_asked_for() throws IOException {
    Path pickle = Files.writeString(folder.resolve("text.pkl"), "S'\\xe9'\n.");
    assertThat(Brine.run("digest", pickle).code()).isEqualTo(2);
    String text = digest(pickle, "latin1");
    String bytes = digest(pickle, "bytes");
    assertThat(text).isNotEqualTo(bytes);
    assertThat(Brine.run("digest", "--encoding", "utf9", pickle).err())
        .isEqualTo(
            "brine: --encoding must be ASCII, latin1 or bytes but was utf9; see brine --help\n");
  }

  private static String digest(Path file, String encoding) {
    return Brine.run("digest", "--encoding", encoding, file).json().get(0).get("sha256").text();
  }

  @Test
  void standard_input_is_called_minus() throws IOException {
    byte[] archive = Files.readAllBytes(KINDS);
    List<JsonTree> lines = Brine.run(archive, "digest", "-", "big").json();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).get("file").text()).isEqualTo("-");
    Brine cut = Brine.run(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1}, "digest", "-");
    assertThat(cut.json().get(0).get("error").get("message").text()).startsWith("-@");
    assertThat(Brine.run("digest", "-", "-").code()).isEqualTo(2);
  }

  static byte[] npy(String descr, String shape, byte[] data) {
    String dict = "{'descr': " + descr + ", 'fortran_order': False, 'shape': " + shape + ", }\n";
    byte[] bytes = new byte[10 + dict.length() + data.length];
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) dict.length(), 0};
    System.arraycopy(magic, 0, bytes, 0, magic.length);
    for (int i = 0; i < dict.length(); i++) {
      bytes[10 + i] = (byte) dict.charAt(i);
    }
    System.arraycopy(data, 0, bytes, 10 + dict.length(), data.length);
    return bytes;
  }
}

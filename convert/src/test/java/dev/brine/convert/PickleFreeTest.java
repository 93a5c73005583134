package dev.brine.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.convert.PickleFree.Converted;
import dev.brine.error.BrineException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Object arrays without a pickle, and back. What NumPy makes of the results was compared with
 * {@code check_free.py}; here the members' own names, dtypes and digests are.
 */
class PickleFreeTest {

  @TempDir Path folder = Path.of("");

  /** Of {@code make_free_fixtures.py}: an array of every form. */
  private static Path kinds() {
    try {
      return Path.of(
          Objects.requireNonNull(PickleFreeTest.class.getResource("/kinds.npz")).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> digests(Path file) throws IOException {
    Map<String, String> digests = new LinkedHashMap<>();
    try (NpzFile npz = NpzFile.open(file)) {
      for (String name : npz.files()) {
        digests.put(name, npz.get(name).digest());
      }
    }
    return digests;
  }

  @Test
  void every_form_has_members_without_objects() throws IOException {
    Path out = folder.resolve("out.npz");
    List<Converted> done = PickleFree.convert(kinds(), out);
    assertThat(done).hasSize(48);
    try (NpzFile npz = NpzFile.open(out, options -> options.withAllowPickle(false))) {
      for (String name : npz.files()) {
        assertThat(npz.get(name).dtype().hasObject()).as(name).isFalse();
      }
      assertThat(npz.get("ragged.values").dtype()).isEqualTo(DTypes.INT32);
      assertThat(npz.get("ragged.row_splits").toLongArray()).containsExactly(0, 3, 3, 5);
      assertThat(npz.get("ragged_long.values").dtype()).isEqualTo(DTypes.INT64);
      assertThat(npz.get("equal").shape().dims()).containsExactly(3, 2);
      assertThat(npz.get("ints_none.mask").toBooleanArray()).containsExactly(false, true, false);
      assertThat(npz.get("dict/sub/bias").dtype()).isEqualTo(DTypes.FLOAT32);
      assertThat(npz.get("dict/sub/name").getString()).isEqualTo("dense");
      assertThat(npz.get("dates").dtype()).isEqualTo(DTypes.parse("M8[D]"));
      assertThat(npz.get("plain").toLongArray()).containsExactly(0, 1, 2, 3, 4);
    }
  }

  @Test
  void the_form_of_each_is_the_simplest_that_holds_it() throws IOException {
    Map<String, String> kinds = new LinkedHashMap<>();
    for (Converted array : PickleFree.convert(kinds(), folder.resolve("out.npz"))) {
      kinds.put(array.name(), array.kind());
    }
    assertThat(kinds)
        .containsEntry("ragged", "rows")
        .containsEntry("ragged_ragged", "rows")
        .containsEntry("ragged_array", "rows")
        .containsEntry("equal", "equal")
        .containsEntry("square", "int")
        .containsEntry("big_ints", "json")
        .containsEntry("texts", "str")
        .containsEntry("texts_nul", "utf8")
        .containsEntry("texts_long", "utf8")
        .containsEntry("texts_half", "json")
        .containsEntry("blobs_nul", "raw")
        .containsEntry("decimals", "decimal")
        .containsEntry("scalars", "scalar")
        .containsEntry("nones", "none")
        .containsEntry("mixed", "json")
        .containsEntry("dict", "dict")
        .containsEntry("dict_other", "json")
        .containsEntry("dict_clash", "json")
        .containsEntry("records", "equal");
  }

  @Test
  void the_inverse_has_the_digests_of_the_original() throws IOException {
    Path free = folder.resolve("free.npz");
    Path back = folder.resolve("back.npz");
    PickleFree.convert(kinds(), free);
    assertThat(PickleFree.restore(free, back)).hasSize(48);
    assertThat(digests(back)).isEqualTo(digests(kinds()));
  }

  @Test
  void the_output_may_have_the_path_of_the_input() throws IOException {
    Path file = folder.resolve("a.npz");
    Files.copy(kinds(), file);
    PickleFree.convert(file, file);
    PickleFree.restore(file, file);
    assertThat(digests(file)).isEqualTo(digests(kinds()));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void an_array_without_a_name_is_arr_0_and_comes_back_alone() throws IOException {
    Path in = folder.resolve("a.npy");
    Path free = folder.resolve("free.npz");
    NdArray array = ObjectArray.of(RaggedInts.of(new int[] {1}, new int[] {2, 3}));
    Npy.save(in, array);
    assertThat(PickleFree.convert(in, free))
        .containsExactly(
            new Converted(
                "arr_0",
                "rows",
                "(lambda v, s: [v[a:b] for a, b in zip(s[:-1], s[1:])])"
                    + "(z['arr_0.values'].tolist(), z['arr_0.row_splits'])"));
    PickleFree.restore(free, in);
    assertThat(Npy.load(in).digest()).isEqualTo(array.digest());
  }

  @Test
  void what_contains_itself_is_refused_and_leaves_no_file() throws IOException {
    PyList.Builder list = PyList.builder();
    list.append(PyInt.of(1));
    list.append(list.value());
    Path in = folder.resolve("a.npy");
    Npy.save(in, ObjectArray.of(list.value(), PyInt.of(2)));
    Path out = folder.resolve("out.npz");
    assertThatThrownBy(() -> PickleFree.convert(in, out))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("a value contains itself");
    assertThat(out).doesNotExist();
  }

  @Test
  void what_contains_itself_through_rows_is_refused_too() throws IOException {
    PyList.Builder list = PyList.builder();
    list.append(list.value());
    Path in = folder.resolve("a.npy");
    Npy.save(in, ObjectArray.of(list.value()));
    assertThatThrownBy(() -> PickleFree.convert(in, folder.resolve("out.npz")))
        .isInstanceOf(UnsupportedException.class);
  }

  @Test
  void rows_that_are_shared_without_end_are_refused() throws IOException {
    PyList rows = PyList.of(PyInt.of(1), PyInt.of(2), PyInt.of(3));
    for (int i = 0; i < 6; i++) {
      PyList.Builder next = PyList.builder();
      for (int j = 0; j < 400; j++) {
        next.append(rows);
      }
      rows = next.value();
    }
    PyList many = rows;
    Path in = folder.resolve("a.npy");
    Npy.save(in, ObjectArray.of(many));
    assertThatThrownBy(() -> PickleFree.convert(in, folder.resolve("out.npz")))
        .isInstanceOf(BrineException.class)
        .hasMessageContaining("limit walkText");
  }

  private static byte[] npy(NdArray array) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Npy.save(bytes, array, options -> options.withVersion(FormatVersion.V2));
    return bytes.toByteArray();
  }

  @Test
  void members_without_objects_are_copied_byte_for_byte() throws IOException {
    Path in = folder.resolve("a.npz");
    byte[] numbers = npy(NdArray.of(1, 2, 3));
    byte[] note = {'n', 'o', 't', 'e'};
    NpzWriter.write(
        in,
        options -> options,
        writer -> {
          writer.putBytes("numbers.npy", numbers);
          writer.putBytes("without its end", numbers);
          writer.putBytes("note.txt", note);
          writer.put("rows", ObjectArray.of(RaggedInts.of(new int[] {1}, new int[] {2, 3})));
        });
    Path free = folder.resolve("free.npz");
    Path back = folder.resolve("back.npz");
    PickleFree.convert(in, free, options -> options.withCompression(Compression.DEFLATED));
    PickleFree.restore(free, back);
    for (Path file : List.of(free, back)) {
      try (NpzFile npz = NpzFile.open(file)) {
        assertThat(npz.member("numbers").compression()).isEqualTo("deflate");
        assertThat(npz.bytes("numbers")).isEqualTo(numbers);
        assertThat(npz.bytes("without its end")).isEqualTo(numbers);
        assertThat(npz.bytes("note.txt")).isEqualTo(note);
      }
    }
  }

  @Test
  void an_array_that_is_larger_than_the_heap_is_mapped() throws IOException {
    Path in = folder.resolve("large.npy");
    long length = Runtime.getRuntime().maxMemory() + 1;
    Npy.save(in, NdArray.of(new byte[] {5}));
    try (RandomAccessFile sparse = new RandomAccessFile(in.toFile(), "rw")) {
      String header = "{'descr': '|i1', 'fortran_order': False, 'shape': (" + length + ",), }";
      sparse.seek(10);
      sparse.write(header.getBytes(StandardCharsets.US_ASCII));
      sparse.seek(128 + length - 1);
      sparse.write(7);
    }
    NdArray array = Objects.requireNonNull(PickleFree.arrays(in).get("arr_0"));
    assertThat(array.getLong(length - 1)).isEqualTo(7);
    assertThat(array.getLong(0)).isEqualTo(5);
  }

  @Test
  void a_member_that_is_cut_short_is_refused() throws IOException {
    Path in = folder.resolve("a.npz");
    byte[] numbers = npy(NdArray.of(1, 2, 3));
    NpzWriter.write(
        in,
        options -> options,
        writer -> writer.putBytes("a.npy", Arrays.copyOf(numbers, numbers.length - 1)));
    Path out = folder.resolve("out.npz");
    assertThatThrownBy(() -> PickleFree.convert(in, out)).isInstanceOf(TruncatedException.class);
    assertThat(out).doesNotExist();
  }

  @Test
  void a_member_that_has_the_name_of_a_part_is_refused() throws IOException {
    Path in = folder.resolve("a.npz");
    NpzWriter.write(
        in,
        options -> options,
        writer -> {
          writer.put("x.values", NdArray.of(1));
          writer.put("x", ObjectArray.of(RaggedInts.of(new int[] {1}, new int[] {2, 3})));
        });
    assertThatThrownBy(() -> PickleFree.convert(in, folder.resolve("out.npz")))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining(
            "the output would have two members named x.values; rename one of them");
  }

  /** Members that lie about one another are refused, whatever they say. */
  @Test
  void members_that_do_not_fit_the_form_are_refused() throws IOException {
    Map<String, NdArray> members = new LinkedHashMap<>();
    Path free = folder.resolve("free.npz");
    PickleFree.convert(kinds(), free);
    try (NpzFile npz = NpzFile.open(free)) {
      for (String name : npz.files()) {
        members.put(name, npz.get(name));
      }
    }
    for (String broken : members.keySet()) {
      if (broken.endsWith(".form") || broken.equals("plain")) {
        continue;
      }
      Path damaged = folder.resolve("damaged.npz");
      NpzWriter.write(
          damaged,
          options -> options,
          writer -> {
            for (Map.Entry<String, NdArray> member : members.entrySet()) {
              boolean hit = member.getKey().equals(broken);
              writer.put(member.getKey(), hit ? NdArray.of(5, -7, 3) : member.getValue());
            }
          });
      try {
        PickleFree.restore(damaged, folder.resolve("back.npz"));
      } catch (BrineException e) {
        assertThat(e.location().member()).endsWith(".form");
      }
    }
  }

  @Test
  void a_member_that_is_missing_is_refused_by_name() throws IOException {
    Path free = folder.resolve("free.npz");
    PickleFree.convert(kinds(), free);
    Path damaged = folder.resolve("damaged.npz");
    try (NpzFile npz = NpzFile.open(free)) {
      NpzWriter.write(
          damaged, options -> options, writer -> writer.put("ragged.form", npz.get("ragged.form")));
    }
    assertThatThrownBy(() -> PickleFree.restore(damaged, folder.resolve("back.npz")))
        .isInstanceOf(BrineException.class)
        .hasMessageContaining("the archive has no array ragged.row_splits");
  }

  /** The pickle is a DataFrame of pandas 3 with a column of the name NUL. */
  @Test
  void a_column_whose_name_no_member_can_have_is_named_with_its_file(@TempDir Path folder)
      throws IOException {
    Path in = folder.resolve("names.pkl");
    try (var pickle = PickleFreeTest.class.getResourceAsStream("/pandas/namesweird.pkl")) {
      Files.copy(Objects.requireNonNull(pickle), in);
    }
    assertThatThrownBy(() -> PickleFree.convert(in, folder.resolve("out.npz")))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("names.pkl: the column '\\x00': a member's name must not have a NUL");
  }
}

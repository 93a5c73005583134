package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.convert.Compression;
import dev.brine.convert.Safetensors;
import dev.brine.convert.TextRows;
import dev.brine.error.BrineException;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.JavaValues;
import dev.brine.pickle.value.PyInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertTest {
  private static final Path KINDS = Brine.fixture("kinds.npz");

  @TempDir Path folder;

  private static Brine fine(Object... arguments) {
    Brine run = Brine.run(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return run;
  }

  private static void refused(String message, Object... arguments) {
    Brine run = Brine.run(arguments);
    assertThat(run.err()).startsWith("brine: ").contains(message);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path out(String name) {
    return folder.resolve(name);
  }

  private List<String> names() {
    return List.of(folder.toFile().list());
  }

  private static Map<String, String> digests(Path archive) throws IOException {
    Map<String, String> digests = new LinkedHashMap<>();
    try (NpzFile file = NpzFile.open(archive)) {
      for (String name : file.files()) {
        digests.put(name, file.isArray(name) ? file.get(name).digest() : "no array");
      }
    }
    return digests;
  }

  private static boolean isDeflated(Path archive) throws IOException {
    try (NpzFile file = NpzFile.open(archive)) {
      return file.members().stream().allMatch(member -> member.method() == 8);
    }
  }

  private static boolean isStored(Path archive) throws IOException {
    try (NpzFile file = NpzFile.open(archive)) {
      return file.members().stream().allMatch(member -> member.method() == 0);
    }
  }

  /** An object array whose pickle would run a program in Python. */
  private Path dangerous() throws IOException {
    String header = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }";
    header += " ".repeat(117 - header.length()) + "\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
    bytes.write(header.getBytes(StandardCharsets.US_ASCII));
    bytes.write("cos\nsystem\n(S'true'\ntR.".getBytes(StandardCharsets.US_ASCII));
    return Files.write(folder.resolve("dangerous.npy"), bytes.toByteArray());
  }

  @Test
  void object_arrays_become_pickle_free_and_back() throws IOException {
    Path free = out("free.npz");
    Brine run = fine("convert", KINDS, free);
    assertThat(run.lines())
        .containsExactly(
            free + ": 2 object arrays converted; opens without allow_pickle",
            "",
            "import json, numpy",
            "z = numpy.load('" + free + "')",
            "ragged = (lambda v, s: [v[a:b] for a, b in zip(s[:-1], s[1:])])"
                + "(z['ragged.values'].tolist(), z['ragged.row_splits'])",
            "mixed = [json.loads(bytes(b)) for b in (lambda v, s: [v[a:b] for a, b in"
                + " zip(s[:-1], s[1:])])(z['mixed.json'], z['mixed.json_splits'])]"
                + "  # tagged JSON where it is");
    try (NpzFile file = NpzFile.open(free, options -> options.withAllowPickle(false))) {
      for (String name : file.files()) {
        assertThat(file.bytes(name)).isNotEmpty();
        if (file.isArray(name)) {
          assertThat(file.get(name).dtype().hasObject()).as(name).isFalse();
        }
      }
      assertThat(file.get("ragged.values").toLongArray())
          .containsExactly(3, 1, 4, 1, 5, 9, 2, 6, 5);
    }
    Path back = out("back.npz");
    assertThat(fine("convert", "--inverse", free, back).out())
        .isEqualTo(back + ": 2 object arrays restored\n");
    assertThat(digests(back)).isEqualTo(digests(KINDS));
  }

  @Test
  void one_object_array_goes_through_npy_files() throws IOException {
    Path one = out("one.npy");
    try (NpzFile file = NpzFile.open(KINDS)) {
      Npy.save(one, file.get("ragged"));
    }
    assertThat(fine("convert", one, out("free.npz")).out())
        .contains("1 object array converted", "arr_0 = (lambda v, s:");
    fine("convert", "--inverse", out("free.npz"), out("back.npy"));
    assertThat(Npy.load(out("back.npy")).digest()).isEqualTo(Npy.load(one).digest());
  }

  @Test
  void members_are_stored_as_before_or_as_is_said() throws IOException {
    fine("convert", KINDS, out("same.npz"));
    fine("convert", "--store", KINDS, out("stored.npz"));
    fine("convert", out("stored.npz"), out("still.npz"));
    fine("convert", "--deflate", out("stored.npz"), out("deflated.npz"));
    assertThat(isStored(out("same.npz"))).isFalse();
    assertThat(isStored(out("stored.npz"))).isTrue();
    assertThat(isStored(out("still.npz"))).isTrue();
    assertThat(isDeflated(out("deflated.npz"))).isTrue();
    assertThat(digests(out("deflated.npz"))).isEqualTo(digests(out("stored.npz")));
  }

  @Test
  void in_and_out_may_be_one_file() throws IOException {
    Path file = Files.copy(KINDS, out("a.npz"));
    fine("convert", file, file);
    assertThat(digests(file)).containsKey("ragged.row_splits").doesNotContainKey("ragged");
    fine("convert", "--inverse", file, file);
    assertThat(digests(file)).isEqualTo(digests(KINDS));
    assertThat(names()).containsExactly("a.npz");
  }

  @Test
  void an_old_file_is_replaced() throws IOException {
    Path out = file("a.npz", "old");
    fine("convert", KINDS, out);
    assertThat(digests(out)).containsKey("ragged.values");
    assertThat(names()).containsExactly("a.npz");
  }

  @Test
  void a_pickle_that_would_run_something_is_refused_and_nothing_is_written() throws IOException {
    Path in = dangerous();
    for (String name : List.of("a.npz", "a.npy", "a.safetensors", "a.csv", "a.jsonl")) {
      Path out = file(name, "old");
      Brine run = Brine.run("convert", in, out);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("dangerous.npy", "os.system");
      assertThat(Files.readString(out)).isEqualTo("old");
      Files.delete(out);
    }
    assertThat(names()).containsExactly("dangerous.npy");
  }

  @Test
  void a_conversion_that_fails_midway_leaves_the_old_file_and_nothing_else() throws IOException {
    long[] values = new Random(5).longs(100_000).toArray();
    Path damaged = out("damaged.npz");
    NpzWriter.write(damaged, w -> w.compressed().put("x", NdArray.of(values)));
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length * 3 / 4] ^= 1;
    Files.write(damaged, bytes);
    for (String end : List.of("npz", "npy", "safetensors", "csv", "jsonl")) {
      Path old = file("out." + end, "something that is still needed");
      Object[] arguments =
          end.equals("csv") || end.equals("jsonl")
              ? new Object[] {"convert", damaged, "x", old}
              : new Object[] {"convert", damaged, old};
      refused("damaged.npz!x", arguments);
      assertThat(old).hasContent("something that is still needed");
      Files.delete(old);
    }
    assertThat(names()).containsExactly("damaged.npz");
  }

  @Test
  void text_that_changes_midway_leaves_the_old_file_and_nothing_else() throws IOException {
    String good = "1,2\n".repeat(50_000);
    Path text = file("text.csv", good);
    Path old = file("out", "something that is still needed");
    List<TextRows> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(TextRows.csv(text, o -> o.withHeader(TextRows.Options.Header.ABSENT)));
    }
    Files.writeString(text, good.substring(0, good.length() - 4) + "1,x\n");
    assertThatThrownBy(() -> all.get(0).toNpy(old)).isInstanceOf(BrineException.class);
    assertThatThrownBy(() -> all.get(1).toNpz(old, Compression.STORED))
        .isInstanceOf(BrineException.class);
    assertThatThrownBy(() -> all.get(2).toSafetensors(old)).isInstanceOf(BrineException.class);
    assertThat(old).hasContent("something that is still needed");
    assertThat(names()).containsExactlyInAnyOrder("text.csv", "out");
  }

  @Test
  void tensors_and_arrays_become_one_another() throws IOException {
    Path npz = out("a.npz");
    try (NpzFile file = NpzFile.open(KINDS);
        NpzWriter writer = NpzWriter.create(npz)) {
      for (String name : List.of("flags", "big", "half", "cube", "scalar", "empty", "ragged")) {
        writer.put(name, file.get(name));
      }
      writer.commit();
    }
    assertThat(fine("convert", npz, out("a.safetensors")).out())
        .isEqualTo(out("a.safetensors") + ": written\n");
    fine("convert", out("a.safetensors"), out("free.npz"));
    fine("convert", "--inverse", out("free.npz"), out("back.npz"));
    assertThat(digests(out("back.npz"))).isEqualTo(digests(npz));
    fine("convert", "--deflate", out("a.safetensors"), out("deflated.npz"));
    assertThat(isDeflated(out("deflated.npz"))).isTrue();
    refused("note.txt: the member is not an array", "convert", KINDS, out("b.safetensors"));
    Npy.save(out("text.npy"), NdArray.of("a", "b"));
    refused("safetensors has no type for", "convert", out("text.npy"), out("b.safetensors"));
    refused("arrays, and an .npy holds one", "convert", out("a.safetensors"), out("b.npy"));
  }

  @Test
  void rows_of_tensors_are_those_of_arrays() throws IOException {
    Path npz = out("a.npz");
    try (NpzFile file = NpzFile.open(KINDS);
        NpzWriter writer = NpzWriter.create(npz)) {
      writer.put("big", file.get("big"));
      writer.put("scalar", file.get("scalar"));
      writer.put("cube", file.get("cube"));
      writer.commit();
    }
    fine("convert", npz, out("a.safetensors"));
    for (String end : List.of(".csv", ".jsonl")) {
      for (String member : List.of("big", "scalar")) {
        fine("convert", npz, member, out("npz" + end));
        fine("convert", out("a.safetensors"), member, out("tensors" + end));
        assertThat(out("tensors" + end)).hasSameTextualContentAs(out("npz" + end));
      }
    }
    refused("name one between", "convert", out("a.safetensors"), out("b.csv"));
    refused("x: no such file, nor a member", "convert", out("a.safetensors"), "x", out("b.csv"));
    refused(
        "a.safetensors!cube: CSV cannot hold an array of 3 axes",
        "convert",
        out("a.safetensors"),
        "cube",
        out("b.csv"));
    assertThat(out("b.csv")).doesNotExist();
  }

  @Test
  void many_rows_of_a_tensor_are_written_block_by_block() throws IOException {
    NdArray array = NdArray.of(new long[100_000]).reshape(50_000, 2);
    Npy.save(out("a.npy"), array);
    fine("convert", out("a.npy"), out("a.safetensors"));
    fine("convert", out("a.safetensors"), out("a.csv"));
    assertThat(Files.readAllLines(out("a.csv"))).hasSize(50_000).containsOnly("0,0");
  }

  @Test
  void csv_becomes_arrays_and_comes_back() throws IOException {
    Path csv = file("a.csv", "id,name,score\n1,\"a,b\",0.5\n2,\u20ac,nan\n");
    assertThat(fine("convert", csv, out("a.npy")).out()).isEqualTo(out("a.npy") + ": written\n");
    assertThat(Npy.load(out("a.npy")).dtype().descr())
        .isEqualTo("[('id', '<i8'), ('name', '<U3'), ('score', '<f8')]");
    fine("convert", out("a.npy"), out("b.csv"));
    assertThat(out("b.csv")).hasSameTextualContentAs(csv);
    fine("convert", out("a.npy"), out("b.jsonl"));
    fine("convert", "--deflate", out("b.jsonl"), out("b.npz"));
    assertThat(digests(out("b.npz"))).containsEntry("arr_0", Npy.load(out("a.npy")).digest());
    assertThat(isDeflated(out("b.npz"))).isTrue();
  }

  @Test
  void whether_csv_has_names_can_be_said() throws IOException {
    Path csv = file("A.CSV", "2019,2020\n1,2\n");
    fine("convert", "--header", csv, out("a.npy"));
    assertThat(Npy.load(out("a.npy")).dtype().descr())
        .isEqualTo("[('2019', '<i8'), ('2020', '<i8')]");
    fine("convert", "--no-header", file("b.csv", "x,y\n1,2\n"), out("a.npz"));
    assertThat(digests(out("a.npz"))).containsOnlyKeys("arr_0");
    refused("exclude each other", "convert", "--header", "--no-header", csv, out("c.npy"));
    refused("apply only if IN is a .csv", "convert", "--header", KINDS, out("c.npz"));
  }

  @Test
  void lists_of_json_lines_become_ragged_rows_and_tensors() throws IOException {
    Path in = file("a.jsonl", "[1,2]\n[]\n[3]\n");
    assertThat(fine("convert", in, out("a.npz")).lines())
        .containsExactly(
            out("a.npz") + ": written",
            "",
            "import numpy",
            "z = numpy.load('" + out("a.npz") + "')",
            "arr_0 = (lambda v, s: [v[a:b] for a, b in zip(s[:-1], s[1:])])"
                + "(z['arr_0.values'].tolist(), z['arr_0.row_splits'])");
    fine("convert", in, out("a.safetensors"));
    fine("convert", out("a.safetensors"), out("b.npz"));
    assertThat(digests(out("b.npz"))).isEqualTo(digests(out("a.npz")));
    fine("convert", "--inverse", out("a.npz"), out("c.npz"));
    fine("convert", out("c.npz"), out("b.jsonl"));
    assertThat(out("b.jsonl")).hasSameTextualContentAs(in);
    refused("name the output .npz", "convert", in, out("a.npy"));
  }

  @Test
  void text_that_makes_no_array_leaves_the_old_file() throws IOException {
    Path in = file("a.csv", "1,2\n3\n");
    for (String name : List.of("a.npz", "a.npy", "a.safetensors")) {
      Path out = file(name, "old");
      refused("a.csv: line 2 has 1 cell, line 1 has 2 cells", "convert", in, out);
      assertThat(Files.readString(out)).isEqualTo("old");
      Files.delete(out);
    }
    assertThat(names()).containsExactly("a.csv");
  }

  @Test
  void a_member_becomes_the_lines_that_cat_prints() throws IOException {
    for (String member : new String[] {"big", "records", "mixed", "ragged", "double"}) {
      for (String format : new String[] {"csv", "jsonl"}) {
        Path out = folder.resolve(member + "." + format);
        fine("convert", KINDS, member, out);
        assertThat(Files.readString(out))
            .isEqualTo(Brine.run("cat", "--format", format, KINDS, member).out());
      }
    }
  }

  @Test
  void what_is_masked_is_missing_in_text_and_nan_in_arrays() throws IOException {
    for (String name : List.of("masked.csv", "masked.jsonl")) {
      fine("convert", Brine.fixture("masked.pkl"), out(name));
      fine("convert", out(name), out("a.npy"));
      assertThat(Npy.load(out("a.npy")).toDoubleArray()).containsExactly(1, Double.NaN, 3);
    }
  }

  @Test
  void csv_is_of_one_array_that_exists() {
    Path out = folder.resolve("a.csv");
    refused("members; name one between IN and OUT", "convert", KINDS, out);
    refused("no: no such file, nor a member; the members of ", "convert", KINDS, "no", out);
    refused("note.txt is not an array", "convert", KINDS, "note.txt", out);
    assertThat(out).doesNotExist();
  }

  @Test
  void what_has_no_lines_leaves_the_old_file() throws IOException {
    Path out = Files.writeString(folder.resolve("a.csv"), "old\n");
    Brine run = Brine.run("convert", KINDS, "cube", out);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("an array of 3 axes");
    assertThat(Files.readString(out)).isEqualTo("old\n");
    assertThat(folder.toFile().list()).containsExactly("a.csv");
  }

  @Test
  void files_that_are_not_there_or_end_otherwise_are_refused() throws IOException {
    for (String end : List.of(".npz", ".npy", ".safetensors", ".csv", ".jsonl")) {
      for (String other : List.of("no.npz", "no.npy", "no.pkl", "no.safetensors")) {
        refused(other + ": no such file", "convert", out(other), out("out" + end));
      }
    }
    refused("no.csv: no such file", "convert", out("no.csv"), out("out.npz"));
    refused("no.jsonl: no such file", "convert", out("no.jsonl"), out("out.npy"));
    refused("writes .npz, .npy, .safetensors, .csv and .jsonl, not", "convert", KINDS, out("a.h5"));
    refused("writes .npz", "convert", KINDS, out("npz"));
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npy", "a.npz"})
  void the_order_and_the_dtype_of_the_output_are_chosen(String name) throws IOException {
    Path in = out("in.npy");
    NdArray array = NdArray.of(0.1, 1e300, -2, 3, Double.NaN, 5).reshape(2, 3);
    Npy.save(in, array);
    Path to = out(name);
    fine("convert", "--order", "F", "--dtype", "float32", in, to);
    NdArray made = name.endsWith("npz") ? NpzFile.open(to).get("arr_0") : Npy.load(to);
    assertThat(made.dtype()).isEqualTo(DTypes.FLOAT32);
    assertThat(made.isFortranContiguous()).isTrue();
    assertThat(made.toFloatArray())
        .containsExactly(0.1f, Float.POSITIVE_INFINITY, -2, 3, Float.NaN, 5);
    fine("convert", "--order", "C", to, out("c.npz"));
    try (NpzFile back = NpzFile.open(out("c.npz"))) {
      assertThat(back.header("arr_0").fortranOrder()).isFalse();
      assertThat(back.get("arr_0").digest()).isEqualTo(made.digest());
    }
  }

  @Test
  void the_members_of_an_archive_are_converted_and_those_that_cannot_be_are_named()
      throws IOException {
    Path in = out("in.npz");
    NpzWriter.write(
        in,
        w ->
            w.put("w", NdArray.of(0.5, 1)).put("i", NdArray.of(1L, 300)).put("s", NdArray.of("a")));
    String refused = "in.npz!s: Cannot cast array data from <U1 to float16 according to the rule";
    refused(refused, "convert", "--dtype", "float16", in, out("a.npz"));
    Brine run = Brine.run("convert", "--keep-going", "--dtype", "float16", in, out("a.npz"));
    assertThat(run.err()).contains(refused).contains("left out");
    try (NpzFile made = NpzFile.open(out("a.npz"))) {
      assertThat(made.files()).containsExactly("w", "i");
      assertThat(made.get("i").dtype()).isEqualTo(DTypes.FLOAT16);
      assertThat(made.get("i").toFloatArray()).containsExactly(1, 300);
    }
    run = Brine.run("convert", "--keep-going", "--dtype", "int8", in, out("b.npz"));
    assertThat(run.err())
        .contains("!w: Cannot cast array data from float64 to int8")
        .contains("!i: 300 does not fit a byte; left out");
  }

  @Test
  void bfloat16_goes_through_tensors_and_raw_data_and_comes_back() throws IOException {
    Path in = out("in.npy");
    Npy.save(in, NdArray.of(0.1, 1.5, -3));
    Path tensors = out("a.safetensors");
    fine("convert", "--dtype", "bfloat16", in, tensors);
    String digest = Safetensors.read(tensors).values().iterator().next().digest();
    Brine run = Brine.run("convert", "--raw", tensors, out("raw.npz"));
    assertThat(run.err()).contains("bfloat16 is written as raw data");
    Path back = out("back.safetensors");
    fine("convert", "--as", "bfloat16", out("raw.npz"), back);
    assertThat(back).hasSameBinaryContentAs(tensors);
    Path npz = out("floats.npz");
    assertThat(Brine.run("convert", tensors, npz).code()).isZero();
    try (NpzFile floats = NpzFile.open(npz)) {
      assertThat(floats.get("arr_0").toFloatArray()).containsExactly(0x1.9ap-4f, 1.5f, -3);
    }
    fine("convert", "--dtype", "bfloat16", npz, back);
    assertThat(Safetensors.read(back).values().iterator().next().digest()).isEqualTo(digest);
  }

  @Test
  void a_dict_with_arrays_of_bfloat16_comes_back() throws IOException {
    Path pickle = out("a.pkl");
    NdArray weights = NdArray.of(0.5, 2).astype(MlType.BFLOAT16);
    Npy.saveValue(pickle, JavaValues.toPython(Map.of("w", weights)));
    fine("convert", pickle, out("a.npz"));
    try (NpzFile made = NpzFile.open(out("a.npz"))) {
      assertThat(made.get("value/w").dtype()).isEqualTo(DTypes.FLOAT32);
    }
    fine("convert", "--inverse", out("a.npz"), out("b.pkl"));
    assertThat(out("b.pkl")).hasSameBinaryContentAs(pickle);
  }

  @Test
  void text_becomes_text_of_the_other_format() throws IOException {
    Path csv = file("a.csv", "x;y\n1;2.5\n3;4.5\n");
    fine("convert", "--delimiter", ";", csv, out("a.jsonl"));
    assertThat(out("a.jsonl")).hasContent("{\"x\":1,\"y\":2.5}\n{\"x\":3,\"y\":4.5}\n");
    fine("convert", "--delimiter", "tab", out("a.jsonl"), out("b.csv"));
    assertThat(out("b.csv")).hasContent("x\ty\n1\t2.5\n3\t4.5\n");
    fine("convert", out("a.jsonl"), out("c.csv"));
    assertThat(out("c.csv")).hasContent("x,y\n1,2.5\n3,4.5\n");
    Path lists = file("lists.jsonl", "[1]\n[2,3]\n");
    refused("do not make a single array", "convert", lists, out("d.csv"));
    assertThat(names())
        .containsExactlyInAnyOrder("a.csv", "a.jsonl", "b.csv", "c.csv", "lists.jsonl");
  }

  @Test
  void a_member_becomes_an_npy() throws IOException {
    NpzWriter.write(
        out("a.npz"),
        writer -> {
          writer.put("x", NdArray.of(1, 2));
          writer.put("o", ObjectArray.of(PyInt.of(1)));
        });
    fine("convert", out("a.npz"), "x", out("x.npy"));
    assertThat(Npy.load(out("x.npy")).toIntArray()).containsExactly(1, 2);
    refused("it has Python objects", "convert", out("a.npz"), "o", out("o.npy"));
    refused("y: no such file, nor a member", "convert", out("a.npz"), "y", out("y.npy"));
  }

  @Test
  void members_of_one_name_are_renamed_on_request() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(out("a.npz")))) {
      put(zip, "x.npy", NdArray.of(1));
      put(zip, "y.npy", NdArray.of(2));
    }
    // ZipOutputStream refuses a name that it has written
    byte[] bytes = Files.readAllBytes(out("a.npz"));
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("y.npy", "x.npy");
    Files.write(out("a.npz"), text.getBytes(StandardCharsets.ISO_8859_1));
    fine("convert", out("a.npz"), out("last.npz"));
    assertThat(digests(out("last.npz"))).hasSize(1);
    fine("convert", "--rename", out("a.npz"), out("all.npz"));
    try (NpzFile all = NpzFile.open(out("all.npz"))) {
      assertThat(all.files()).containsExactly("x", "x_1");
      assertThat(all.get("x").getInt(0)).isEqualTo(1);
      assertThat(all.get("x_1").getInt(0)).isEqualTo(2);
    }
    fine("convert", "--rename", out("a.npz"), out("all.safetensors"));
    assertThat(Safetensors.read(out("all.safetensors"))).containsOnlyKeys("x", "x_1");
  }

  private static void put(ZipOutputStream zip, String name, NdArray array) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    Npy.save(zip, array);
    zip.closeEntry();
  }

  @Test
  void arrays_that_differ_in_their_length_become_values_and_splits() throws IOException {
    NdArray all = NdArray.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12).reshape(3, 2, 2);
    ObjectArray rows =
        ObjectArray.of(
            ArrayValue.of(all.slice(0, 1)), ArrayValue.of(all.slice(0, 0)), ArrayValue.of(all));
    Npy.save(out("a.npy"), rows);
    Brine run = fine("convert", out("a.npy"), out("a.npz"));
    assertThat(run.out()).contains("[v[a:b] for a, b in zip(s[:-1], s[1:])]");
    try (NpzFile file = NpzFile.open(out("a.npz"))) {
      assertThat(file.get("arr_0.values").shape()).isEqualTo(Shape.of(4, 2, 2));
      assertThat(file.get("arr_0.row_splits").toLongArray()).containsExactly(0, 1, 1, 4);
    }
    fine("convert", "--inverse", out("a.npz"), out("b.npy"));
    assertThat(Npy.load(out("b.npy")).digest()).isEqualTo(rows.digest());
  }

  @Test
  void what_makes_no_sense_together_is_refused() throws IOException {
    Path csv = file("a.csv", "1\n");
    refused("takes IN, optionally a MEMBER", "convert");
    refused("cannot read standard input", "convert", "-", out("a.npz"));
    refused("x.csv: is a directory", "convert", Files.createDirectory(out("x.csv")), out("a.npz"));
    Files.delete(out("x.csv"));
    refused("takes IN, optionally a MEMBER", "convert", KINDS);
    refused("takes IN, optionally a MEMBER", "convert", KINDS, "a", "b", out("a.csv"));
    refused("a MEMBER only if OUT is a .npy", "convert", KINDS, "big", out("a.npz"));
    refused("a MEMBER only if OUT is a .npy", "convert", csv, "big", out("a.npy"));
    refused("--delimiter applies only", "convert", "--delimiter", ";", KINDS, out("a.npz"));
    refused("--delimiter must be one", "convert", "--delimiter", ";;", csv, out("a.npz"));
    refused("cannot be a quote", "convert", "--delimiter", "\"", csv, out("a.npz"));
    refused("--rename applies only", "convert", "--rename", csv, out("a.npz"));
    refused("exclude each other", "convert", "--deflate", "--store", KINDS, out("a.npz"));
    refused("apply only if OUT is an .npz", "convert", "--store", KINDS, out("a.npy"));
    refused("--inverse converts an .npz", "convert", "--inverse", csv, out("a.npz"));
    refused("--inverse converts an .npz", "convert", "--inverse", KINDS, out("a.safetensors"));
    refused(
        "--inverse keeps the compression", "convert", "--inverse", "--store", KINDS, out("a.npz"));
    refused("--dtype must be a type of numbers", "convert", "--dtype", "str", KINDS, out("a.npz"));
    refused("--order must be C or F", "convert", "--order", "K", KINDS, out("a.npz"));
    refused("--order applies only", "convert", "--order", "F", KINDS, out("a.safetensors"));
    refused("only if arrays", "convert", "--dtype", "float32", KINDS, "x", out("a.csv"));
    refused("note.txt: the member is not an array", "convert", KINDS, out("a.npy"));
    assertThat(names()).containsExactly("a.csv");
  }

  @Test
  void help_names_every_option_and_format() {
    Brine run = fine("convert", "--help");
    assertThat(run.out())
        .contains("--inverse", "--deflate", "--store", "--header", "--no-header")
        .contains("IN [MEMBER] OUT", ".npz", ".npy", ".safetensors", ".csv", ".jsonl");
  }
}

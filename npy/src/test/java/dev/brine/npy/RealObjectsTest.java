package dev.brine.npy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brine.error.BrineException;
import dev.brine.error.RefusedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.pickle.StringEncoding;
import dev.brine.testing.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The object arrays in files by many hands, where they are at hand. */
class RealObjectsTest {
  private static final Path GOLDEN = TestData.path("golden");

  @TempDir Path folder;

  /** The lines about members that have objects; of lists only the first string. */
  private static List<Map<String, String>> lines() throws IOException {
    Path expected = GOLDEN.resolve("expected.jsonl");
    assumeThat(expected).as("real files to test with").exists();
    List<Map<String, String>> lines = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(expected.toFile())) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> line = line(json);
        if (line.getOrDefault("descr", "").equals("|O")) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  private static Map<String, String> line(JsonParser json) throws IOException {
    Map<String, String> line = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        line.put(key, json.getText());
      } else if (json.currentToken() == JsonToken.START_ARRAY) {
        if (json.nextToken() == JsonToken.VALUE_STRING) {
          line.put(key, json.getText());
        }
        while (json.currentToken() != JsonToken.END_ARRAY) {
          json.skipChildren();
          json.nextToken();
        }
      }
    }
    return line;
  }

  private static NdArray load(Map<String, String> line) throws IOException {
    Path file = GOLDEN.resolve("files").resolve(line.getOrDefault("file", ""));
    StringEncoding encoding =
        Objects.requireNonNull(StringEncoding.of(line.getOrDefault("encoding", "ASCII")));
    String member = line.get("member");
    if (member == null) {
      return Npy.load(file, o -> o.withEncoding(encoding));
    }
    try (NpzFile npz = NpzFile.open(file, o -> o.withEncoding(encoding))) {
      return npz.get(member);
    }
  }

  @Test
  void every_object_array_has_the_digest_that_numpy_says() throws IOException {
    int read = 0;
    for (Map<String, String> line : lines()) {
      if (line.getOrDefault("expected", "").equals("ok")) {
        assertThat(load(line).digest()).as("%s", line).isEqualTo(line.get("sha256"));
        read++;
      }
    }
    assertThat(read).isGreaterThan(40);
  }

  /** As make_saved_real_objects.py says; the order in which an array lay is kept. */
  @Test
  void every_object_array_is_saved_with_the_bytes_that_numpy_writes() throws IOException {
    assumeThat(GOLDEN).as("real files to test with").exists();
    List<String> lines;
    try (InputStream in = RealObjectsTest.class.getResourceAsStream("/save/golden-objects.tsv")) {
      lines = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
    }
    for (String line : lines.subList(1, lines.size())) {
      String[] columns = line.split("\t", -1);
      Map<String, String> facts = new HashMap<>(Map.of("file", columns[0], "encoding", columns[2]));
      if (!columns[1].isEmpty()) {
        facts.put("member", columns[1]);
      }
      NdArray array = load(facts);
      ByteArrayOutputStream npy = new ByteArrayOutputStream();
      Npy.save(npy, array, o -> o);
      assertThat(SavedBytesTest.sha256(npy.toByteArray())).as(line).isEqualTo(columns[3]);
      Path npz = folder.resolve("x.npz");
      Files.deleteIfExists(npz);
      NpzWriter.write(npz, w -> w.put("x", array));
      assertThat(SavedBytesTest.sha256(Files.readAllBytes(npz))).as(line).isEqualTo(columns[4]);
    }
    assertThat(lines).hasSizeGreaterThan(40);
  }

  @Test
  void every_array_of_foreign_classes_is_refused_by_their_name() throws IOException {
    int refused = 0;
    for (Map<String, String> line : lines()) {
      if (!line.getOrDefault("expected", "").equals("refuse")) {
        continue;
      }
      // NumPy's ufuncs and scipy's sparse matrices are values
      String foreign = line.getOrDefault("not_inert", "");
      boolean isValue =
          foreign.endsWith("._ufunc_reconstruct") || foreign.startsWith("scipy.sparse.");
      if (isValue) {
        assertThat(load(line)).as("%s", line).isInstanceOf(ObjectArray.class);
      } else {
        RefusedException e = refusal(line);
        assertThat(e.module() + "." + e.name()).as("%s", line).doesNotStartWith("numpy.ndarray");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(8);
  }

  private static RefusedException refusal(Map<String, String> line) throws IOException {
    try {
      throw new AssertionError("read as " + load(line).dtype() + ": " + line);
    } catch (BrineException e) {
      assertThat(e).as("%s", line).isInstanceOf(RefusedException.class);
      return (RefusedException) e;
    }
  }

  /** It holds the class range: refused as an element, unless it may be an inert name. */
  @Test
  void numpys_own_file_of_python_2_is_read_leniently() throws IOException {
    Path file = GOLDEN.resolve("files/numpy__numpy__numpy-lib-tests-data-py3-objarr.npy");
    assumeThat(file).as("real files to test with").exists();
    assertThatThrownBy(() -> Npy.load(file))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.name()).isEqualTo("xrange"));
    ObjectArray array = (ObjectArray) Npy.load(file, o -> o.withPickle(o.pickle().withLenient()));
    assertThat(array.get(0).toString()).isEqualTo("None");
    assertThat(array.get(1).toString()).isEqualTo("__builtin__.xrange");
    assertThat(array.get(2).toString()).isEqualTo("\u512a\u826f");
    assertThat(array.get(3).toString()).isEqualTo("bytes of 6");
  }
}

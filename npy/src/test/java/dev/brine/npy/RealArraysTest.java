package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brine.npy.array.NdArray;
import dev.brine.testing.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arrays in files by many hands, where they are at hand. */
class RealArraysTest {
  private static final Path GOLDEN = TestData.path("golden");

  /** The lines of a file of JSON objects; only their strings. */
  private static List<Map<String, String>> strings(Path file) throws IOException {
    List<Map<String, String>> objects = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> object = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String key = json.currentName();
          if (json.nextToken() == JsonToken.VALUE_STRING) {
            object.put(key, json.getText());
          } else if (json.currentToken() == JsonToken.START_ARRAY) {
            object.put(key, "an array");
            json.skipChildren();
          }
        }
        objects.add(object);
      }
    }
    return objects;
  }

  private static NdArray load(Path file, Map<String, String> line) throws IOException {
    String member = line.get("member");
    if (member == null) {
      return Npy.load(file);
    }
    try (NpzFile npz = NpzFile.open(file)) {
      return npz.get(member);
    }
  }

  @Test
  void every_array_without_objects_has_the_digest_that_numpy_says() throws IOException {
    Path expected = GOLDEN.resolve("expected.jsonl");
    assumeThat(expected).as("real files to test with").exists();
    int read = 0;
    for (Map<String, String> line : strings(expected)) {
      String descr = line.getOrDefault("descr", "");
      if (descr.isEmpty() || descr.equals("|O")) {
        continue;
      }
      Path file = GOLDEN.resolve("files").resolve(line.getOrDefault("file", ""));
      NdArray array = load(file, line);
      assertThat(array.digest()).as("%s", line).isEqualTo(line.get("sha256"));
      read++;
    }
    assertThat(read).isGreaterThan(250);
  }
}

package dev.brine.npy.internal.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.testing.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The headers of files by many hands, and of hostile ones, where they are at hand. */
class RealHeadersTest {
  private static final Path SHARED = TestData.path("");

  private static List<Map<String, String>> objects(JsonParser json) throws IOException {
    List<Map<String, String>> objects = new ArrayList<>();
    JsonToken token = json.nextToken();
    if (token == JsonToken.START_ARRAY) {
      token = json.nextToken();
    }
    while (token == JsonToken.START_OBJECT) {
      Map<String, String> object = new HashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        object.put(key, value(json));
      }
      objects.add(object);
      token = json.nextToken();
    }
    return objects;
  }

  /** A string as it is, anything else as compact JSON. */
  private static String value(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    StringWriter out = new StringWriter();
    try (JsonGenerator copy = new JsonFactory().createGenerator(out)) {
      copy.copyCurrentStructure(json);
    }
    return out.toString();
  }

  private static List<Map<String, String>> manifest(String path) {
    assumeThat(SHARED.resolve(path)).as("real files to test with").exists();
    try (JsonParser json = new JsonFactory().createParser(SHARED.resolve(path).toFile())) {
      return objects(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NpyHeader header(Path file, String member) throws IOException {
    if (member.equals("null")) {
      try (InputStream in = Files.newInputStream(file)) {
        return NpyHeaderReader.read(in, Location.of(file.toString()), 65_536);
      }
    }
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(Objects.requireNonNull(zip.getEntry(member)))) {
      return NpyHeaderReader.read(in, Location.of(file.toString()).member(member), 65_536);
    }
  }

  @Test
  void every_real_header_says_what_numpy_says() throws IOException {
    int read = 0;
    for (Map<String, String> expected : manifest("golden/expected.jsonl")) {
      String descr = expected.getOrDefault("descr", "null");
      if (!descr.equals("null")) {
        String file = expected.getOrDefault("file", "");
        String member = expected.getOrDefault("member", "null");
        NpyHeader header = header(SHARED.resolve("golden/files").resolve(file), member);
        String json = descr.startsWith("[") ? descr : '"' + descr + '"';
        assertThat(header.dtype().descrJson()).as(file).isEqualTo(json);
        assertThat(header.shape().toString().replaceAll("[() ]|,\\)", ""))
            .as(file)
            .isEqualTo(expected.getOrDefault("shape", "").replaceAll("[\\[\\] ]", ""));
        assertThat(String.valueOf(header.fortranOrder()))
            .as(file)
            .isEqualTo(expected.get("fortran_order"));
        assertThat("[" + header.version().toString().replace('.', ',') + "]")
            .as(file)
            .isEqualTo(expected.get("version"));
        read++;
      }
    }
    assertThat(read).isGreaterThan(300);
  }

  @Test
  void the_large_header_of_a_real_file_is_refused_as_numpy_does_and_read_when_allowed()
      throws IOException {
    Path file =
        SHARED.resolve(
            "golden/files/SciSharp__NumSharp__test-NumSharp.UnitTest-test_compat-version2_large_header.npy");
    assumeThat(file).as("a real file to test with").exists();
    assertThatThrownBy(() -> header(file, "null"))
        .hasMessageContaining("Header info length (92084) is large and may not be safe");
    try (InputStream in = Files.newInputStream(file)) {
      NpyHeader header = NpyHeaderReader.read(in, Location.of(file.toString()), 1 << 20);
      assertThat(header.length()).isEqualTo(12 + 92_084);
    }
  }

  @Test
  void hostile_headers_are_errors_of_kind_header() throws IOException {
    int refused = 0;
    for (Map<String, String> expected : manifest("adversarial/manifest.json")) {
      if (!expected.getOrDefault("kind", "").equals("npy")) {
        continue;
      }
      Path file = SHARED.resolve("adversarial").resolve(expected.getOrDefault("file", ""));
      if (expected.getOrDefault("error", "").equals("HEADER")) {
        assertThatThrownBy(() -> header(file, "null"))
            .as(file.toString())
            .isInstanceOfSatisfying(
                BrineException.class,
                e -> assertThat(e.kind()).isEqualTo(BrineException.Kind.HEADER));
        refused++;
      } else if (expected.getOrDefault("expected", "").equals("ok")) {
        assertThat(header(file, "null").dtype().hasObject()).as(file.toString()).isTrue();
      }
    }
    assertThat(refused).isGreaterThanOrEqualTo(6);
  }
}

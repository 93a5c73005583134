package dev.brine.npy.internal.object;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.npy.Npy;
import dev.brine.npy.array.ArrayValue;
import dev.brine.pickle.Canonical;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The hostile and tricky files under src/test/resources/hostile, and what becomes of them. */
final class HostileFiles {
  private HostileFiles() {}

  /** The rows of the manifest; only their strings, and the first of a list of strings. */
  static List<Map<String, String>> manifest() {
    List<Map<String, String>> rows = new ArrayList<>();
    try (InputStream in = open("manifest.json");
        JsonParser json = new JsonFactory().createParser(in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> row = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String key = json.currentName();
          if (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            row.put(key, json.getText());
            while (json.nextToken() != JsonToken.END_ARRAY) {}
          } else {
            row.put(key, json.getText());
          }
        }
        rows.add(row);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = HostileFiles.class.getResourceAsStream("/hostile/" + name);
    if (in != null) {
      return in;
    }
    InputStream packed = HostileFiles.class.getResourceAsStream("/hostile/" + name + ".gz");
    return new GZIPInputStream(Objects.requireNonNull(packed, name));
  }

  static byte[] bytes(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a file holds, read as {@code np.load} reads it. */
  static PickleValue load(Map<String, String> row) throws IOException {
    boolean cell = "inert-py2-class-object-cell.npy".equals(row.get("file"));
    String name = row.getOrDefault("encoding", cell ? "bytes" : "ASCII");
    StringEncoding encoding = StringEncoding.of(name);
    return load(row.getOrDefault("file", ""), Objects.requireNonNull(encoding));
  }

  static PickleValue load(String file, StringEncoding encoding) throws IOException {
    byte[] bytes = bytes(file);
    if (bytes.length > 0 && bytes[0] == (byte) 0x93) {
      return ArrayValue.of(Npy.load(bytes, o -> o.withEncoding(encoding)));
    }
    return ObjectPayload.decode(
            new ByteArrayInputStream(bytes),
            Location.of(file),
            0,
            PickleOptions.DEFAULT.withEncoding(encoding))
        .value();
  }

  /** The canonical text of a file's value, or the kind of its failure. */
  static String outcome(Map<String, String> row) {
    PickleValue value;
    try {
      value = load(row);
    } catch (BrineException e) {
      return e.kind().name();
    } catch (IOException e) {
      return e.toString();
    }
    try {
      return Canonical.text(value);
    } catch (IOException e) {
      return "ok, but " + e.getMessage();
    }
  }
}

package dev.brine.cli.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.datasets.ImdbData;
import dev.brine.datasets.Split;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The reviews as one JSON object: counts, first values, and digests over int64 little-endian. */
final class ImdbJson {
  private static final int FIRST_IDS = 12;
  private static final int FIRST_LABELS = 8;
  private static final int BLOCK = 1 << 13;

  private ImdbJson() {}

  static void write(ImdbData data, PrintStream out) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      part(json, "train", data.train());
      part(json, "test", data.test());
      json.writeEndObject();
    }
    out.println(text);
  }

  static void writeError(String message, PrintStream out) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("error", message);
      json.writeEndObject();
    }
    out.println(text);
  }

  private static void part(JsonGenerator json, String name, Split<RaggedInts> split)
      throws IOException {
    RaggedInts x = split.x();
    NdArray y = split.y();
    json.writeObjectFieldStart(name);
    json.writeNumberField("count", x.size());
    json.writeNumberField("tokens", x.valueCount());
    json.writeStringField("values_sha256", digest(x.values()));
    json.writeStringField("offsets_sha256", digest(x.rowSplits()));
    json.writeStringField("labels_sha256", digest(y.toLongArray()));
    json.writeArrayFieldStart("first");
    for (int i = 0; x.size() > 0 && i < Math.min(FIRST_IDS, x.rowLength(0)); i++) {
      json.writeNumber(x.get(0, i));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("labels_first");
    for (int i = 0; i < Math.min(FIRST_LABELS, y.size()); i++) {
      json.writeNumber(y.getLong(i));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String digest(IntBuffer values) {
    MessageDigest sha256 = sha256();
    ByteBuffer block = ByteBuffer.allocate(BLOCK * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int[] ints = new int[BLOCK];
    while (values.hasRemaining()) {
      int count = Math.min(BLOCK, values.remaining());
      values.get(ints, 0, count);
      block.clear();
      for (int i = 0; i < count; i++) {
        block.putLong(ints[i]);
      }
      sha256.update(block.array(), 0, count * Long.BYTES);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static String digest(long[] values) {
    MessageDigest sha256 = sha256();
    ByteBuffer block = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      block.clear();
      sha256.update(block.putLong(value).flip());
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}

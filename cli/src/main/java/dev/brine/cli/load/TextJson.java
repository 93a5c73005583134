package dev.brine.cli.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.internal.hash.Hashes;
import dev.brine.internal.parallel.Parallel;
import dev.brine.internal.parallel.Task;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.IntBuffer;
import java.security.MessageDigest;

/** Prints counts, first values and digests as one JSON object. */
final class TextJson {
  private static final int FIRST_IDS = 12;
  private static final int FIRST_LABELS = 8;

  private TextJson() {}

  static void write(TrainTest<RaggedInts> data, PrintStream out) throws IOException {
    Task<PartDigests> test = Parallel.start("brine-digests", () -> PartDigests.of(data.test()));
    PartDigests train = PartDigests.of(data.train());
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      part(json, "train", data.train(), train);
      part(json, "test", data.test(), test.join());
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

  private static void part(
      JsonGenerator json, String name, Examples<RaggedInts> split, PartDigests digests)
      throws IOException {
    RaggedInts x = split.x();
    NdArray y = split.y().reshape(-1);
    json.writeObjectFieldStart(name);
    json.writeNumberField("count", x.size());
    json.writeNumberField("tokens", x.valueCount());
    json.writeStringField("values_sha256", digests.values());
    json.writeStringField("offsets_sha256", digests.offsets());
    json.writeStringField("labels_sha256", digests.labels());
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

  /**
   * The SHA-256 of the values, row starts and labels of one part, each number as a little-endian
   * int64.
   *
   * @param values the values of all rows
   * @param offsets the start of each row, and the number of values
   * @param labels the labels
   */
  private record PartDigests(String values, String offsets, String labels) {
    private static final int BLOCK = 1 << 12;

    static PartDigests of(Examples<RaggedInts> split) {
      return new PartDigests(
          digest(split.x().values()),
          digest(split.x().rowSplits()),
          digest(split.y().toLongArray()));
    }

    private static String digest(IntBuffer values) {
      MessageDigest sha256 = Hashes.sha256();
      byte[] bytes = new byte[BLOCK * Long.BYTES];
      int[] block = new int[BLOCK];
      while (values.hasRemaining()) {
        int count = Math.min(BLOCK, values.remaining());
        values.get(block, 0, count);
        for (int i = 0; i < count; i++) {
          put(block[i], bytes, i * Long.BYTES);
        }
        sha256.update(bytes, 0, count * Long.BYTES);
      }
      return Hashes.hex(sha256);
    }

    private static String digest(long[] values) {
      byte[] bytes = new byte[values.length * Long.BYTES];
      for (int i = 0; i < values.length; i++) {
        put(values[i], bytes, i * Long.BYTES);
      }
      MessageDigest sha256 = Hashes.sha256();
      sha256.update(bytes);
      return Hashes.hex(sha256);
    }

    /** Stores byte by byte, since a ByteBuffer is slow until the JIT compiler has optimized it. */
    private static void put(long value, byte[] bytes, int at) {
      int low = (int) value;
      int high = (int) (value >> Integer.SIZE);
      bytes[at] = (byte) low;
      bytes[at + 1] = (byte) (low >> 8);
      bytes[at + 2] = (byte) (low >> 16);
      bytes[at + 3] = (byte) (low >> 24);
      bytes[at + 4] = (byte) high;
      bytes[at + 5] = (byte) (high >> 8);
      bytes[at + 6] = (byte) (high >> 16);
      bytes[at + 7] = (byte) (high >> 24);
    }
  }
}

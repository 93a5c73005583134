package dev.brine.cli.load;

import dev.brine.datasets.Split;
import dev.brine.internal.hash.Hashes;
import dev.brine.npy.array.RaggedInts;
import java.nio.IntBuffer;
import java.security.MessageDigest;

/**
 * SHA-256 of one part's values, row starts and labels, each number as int64 little-endian.
 *
 * @param values all rows, joined
 * @param offsets where each row starts, and the number of values
 * @param labels the labels
 */
record PartDigests(String values, String offsets, String labels) {
  private static final int BLOCK = 1 << 12;

  static PartDigests of(Split<RaggedInts> split) {
    return new PartDigests(
        digest(split.x().values()), digest(split.x().rowSplits()), digest(split.y().toLongArray()));
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

  /** Plain stores: a ByteBuffer's are slow until the optimizing compiler has seen them. */
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

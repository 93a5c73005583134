package dev.brine.npy.internal.strided;

import dev.brine.internal.hash.Hashes;
import dev.brine.npy.dtype.DType;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Hashes elements, each little-endian, in the order in which chunks have them. */
public final class ElementDigest implements LittleEndian.Sink {
  private static final int BUFFER = 64 * 1024;

  private final MessageDigest digest;
  private final byte[] buffer = new byte[BUFFER];
  private int count;

  private ElementDigest(MessageDigest digest) {
    this.digest = digest;
  }

  /** Updates a digest with elements of this dtype. */
  public static void update(MessageDigest digest, DType dtype, Chunks chunks) {
    ElementDigest sink = new ElementDigest(digest);
    new LittleEndian(sink).write(dtype, chunks);
    sink.flush();
  }

  /** The SHA-256 of elements of this dtype as 64 hexadecimal digits. */
  public static String sha256(DType dtype, Chunks chunks) {
    MessageDigest sha256 = Hashes.sha256();
    update(sha256, dtype, chunks);
    return Hashes.hex(sha256);
  }

  private void flush() {
    digest.update(buffer, 0, count);
    count = 0;
  }

  /** Makes room for {@code length} bytes, at most the size of the buffer. */
  private void room(int length) {
    if (length > BUFFER - count) {
      flush();
    }
  }

  @Override
  public void bytes(ByteBuffer from, int at, int length) {
    if (length > BUFFER / 2) {
      flush();
      digest.update(from.slice(at, length));
    } else {
      room(length);
      from.get(at, buffer, count, length);
      count += length;
    }
  }

  @Override
  public void reversed(ByteBuffer from, int at, int length, int unit) {
    for (int i = 0; i < length; i += unit) {
      room(unit);
      for (int j = unit - 1; j >= 0; j--) {
        buffer[count++] = from.get(at + i + j);
      }
    }
  }

  @Override
  public void zeros(int zeros) {
    for (int i = 0; i < zeros; i++) {
      room(1);
      buffer[count++] = 0;
    }
  }
}

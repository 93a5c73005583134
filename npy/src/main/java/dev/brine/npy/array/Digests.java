package dev.brine.npy.array;

import dev.brine.internal.hash.Hashes;
import dev.brine.npy.dtype.DType;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** The SHA-256 of an array's elements, little-endian and in C order. */
final class Digests implements LittleEndian.Sink {
  private static final int BUFFER = 64 * 1024;

  private final MessageDigest sha256 = Hashes.sha256();
  private final byte[] buffer = new byte[BUFFER];
  private int count;

  /** The digest of elements of this dtype as 64 hexadecimal digits. */
  static String of(DType dtype, Chunks chunks) {
    Digests digests = new Digests();
    digests.add(dtype, chunks);
    return digests.hex();
  }

  /** Takes some more elements. */
  void add(DType dtype, Chunks chunks) {
    new LittleEndian(this).write(dtype, chunks);
  }

  /** The digest of all elements so far as 64 hexadecimal digits. */
  String hex() {
    flush();
    return Hashes.hex(sha256);
  }

  private void flush() {
    sha256.update(buffer, 0, count);
    count = 0;
  }

  /** Makes room for so many bytes, at most the buffer's size. */
  private void room(int length) {
    if (length > BUFFER - count) {
      flush();
    }
  }

  @Override
  public void bytes(ByteBuffer from, int at, int length) {
    if (length > BUFFER / 2) {
      flush();
      sha256.update(from.slice(at, length));
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

package dev.brine.npy.internal.strided;

import dev.brine.internal.hash.Hashes;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Hashes elements in the order of their chunks, as they would be on a little-endian machine:
 * numbers and code points are reversed if they are big-endian, the padding of structs is zero, and
 * bools are 0 or 1.
 */
public final class ElementDigest {
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
    sink.write(dtype, chunks);
    sink.flush();
  }

  /** Returns the SHA-256 of elements of this dtype as 64 hexadecimal digits. */
  public static String sha256(DType dtype, Chunks chunks) {
    MessageDigest sha256 = Hashes.sha256();
    update(sha256, dtype, chunks);
    return Hashes.hex(sha256);
  }

  private void flush() {
    digest.update(buffer, 0, count);
    count = 0;
  }

  /** Flushes the buffer if it has no room for {@code length} bytes. */
  private void room(int length) {
    if (length > BUFFER - count) {
      flush();
    }
  }

  private void bytes(ByteBuffer from, int at, int length) {
    if (length > BUFFER / 2) {
      flush();
      digest.update(from.slice(at, length));
    } else {
      room(length);
      from.get(at, buffer, count, length);
      count += length;
    }
  }

  private void reversed(ByteBuffer from, int at, int length, int unit) {
    for (int i = 0; i < length; i += unit) {
      room(unit);
      for (int j = unit - 1; j >= 0; j--) {
        buffer[count++] = from.get(at + i + j);
      }
    }
  }

  private void zeros(int zeros) {
    for (int i = 0; i < zeros; i++) {
      room(1);
      buffer[count++] = 0;
    }
  }

  private void write(DType dtype, Chunks chunks) {
    int itemsize = dtype.itemsize();
    if (itemsize == 0) {
      return;
    }
    boolean plain = !(dtype instanceof StructType);
    while (chunks.next()) {
      if (plain && chunks.isPacked()) {
        leaf(dtype, chunks.buffer(), chunks.position(), chunks.count() * itemsize);
        continue;
      }
      for (int i = 0; i < chunks.count(); i++) {
        element(dtype, chunks.buffer(), chunks.position() + i * chunks.stride());
      }
    }
  }

  /** One element of any dtype. The recursion is as deep as the dtype is nested. */
  private void element(DType dtype, ByteBuffer from, int at) {
    if (dtype instanceof StructType struct) {
      struct(struct, from, at);
    } else if (dtype instanceof SubarrayType subarray) {
      subarray(subarray, from, at);
    } else {
      leaf(dtype, from, at, dtype.itemsize());
    }
  }

  private void struct(StructType struct, ByteBuffer from, int at) {
    if (!struct.isInOrder()) {
      throw new UnsupportedOperationException(
          "a struct whose fields overlap or are out of order has no digest");
    }
    int done = 0;
    for (Field field : struct.fields()) {
      zeros(field.offset() - done);
      element(field.dtype(), from, at + field.offset());
      done = field.offset() + field.dtype().itemsize();
    }
    zeros(struct.itemsize() - done);
  }

  private void subarray(SubarrayType subarray, ByteBuffer from, int at) {
    DType base = subarray.base();
    if (base instanceof StructType || base instanceof SubarrayType) {
      for (int i = 0; i < subarray.itemsize(); i += base.itemsize()) {
        element(base, from, at + i);
      }
    } else {
      leaf(base, from, at, subarray.itemsize());
    }
  }

  /** NumPy reads every byte but 0 as True. */
  private void bools(ByteBuffer from, int at, int length) {
    for (int i = 0; i < length; i++) {
      room(1);
      buffer[count++] = (byte) (from.get(at + i) == 0 ? 0 : 1);
    }
  }

  private void leaf(DType dtype, ByteBuffer from, int at, int length) {
    if (dtype.kind() == DType.Kind.BOOL) {
      bools(from, at, length);
      return;
    }
    int unit = dtype.endian() == DType.Endian.BIG ? unit(dtype) : 1;
    if (unit == 1) {
      bytes(from, at, length);
    } else {
      reversed(from, at, length, unit);
    }
  }

  private static int unit(DType dtype) {
    return switch (dtype.kind()) {
      case COMPLEX, COMPLEX_LONGDOUBLE -> dtype.itemsize() / 2;
      case STR -> Integer.BYTES;
      case BYTES, VOID -> 1;
      default -> dtype.itemsize();
    };
  }
}

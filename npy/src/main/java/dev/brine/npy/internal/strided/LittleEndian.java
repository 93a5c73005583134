package dev.brine.npy.internal.strided;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Field;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.SubarrayType;
import java.nio.ByteBuffer;

/**
 * The bytes of elements as they would be on a little-endian machine: numbers and code points are
 * reversed if they are big-endian, and the padding of structs is zero. A sink receives them in
 * order.
 */
public final class LittleEndian {

  /** Takes the bytes. */
  interface Sink {
    /** Takes {@code length} bytes from {@code at} on. */
    void bytes(ByteBuffer from, int at, int length);

    /** Takes bytes in units of {@code unit}, each with its bytes reversed. */
    void reversed(ByteBuffer from, int at, int length, int unit);

    /** Takes zeros. */
    void zeros(int count);
  }

  private final Sink sink;

  LittleEndian(Sink sink) {
    this.sink = sink;
  }

  /** All elements of the chunks. */
  void write(DType dtype, Chunks chunks) {
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

  /** One element of any dtype; recursion is as deep as the dtype, at most 64 levels. */
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
      sink.zeros(field.offset() - done);
      element(field.dtype(), from, at + field.offset());
      done = field.offset() + field.dtype().itemsize();
    }
    sink.zeros(struct.itemsize() - done);
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

  private void leaf(DType dtype, ByteBuffer from, int at, int length) {
    int unit = dtype.endian() == DType.Endian.BIG ? unit(dtype) : 1;
    if (unit == 1) {
      sink.bytes(from, at, length);
    } else {
      sink.reversed(from, at, length, unit);
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

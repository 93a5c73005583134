package dev.brine.npy.array;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.number.Float16;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.internal.strided.Chunks;
import dev.brine.npy.internal.strided.Numbers;
import dev.brine.npy.internal.strided.Texts;
import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.value.PyExtension.CanonicalOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes elements that are stored as bytes in canonical form, as the Python values that NumPy's
 * {@code tolist()} returns; times are written as counts. Apart from strings, no object is created
 * per element.
 */
final class CanonicalElements {
  /** A limit, because a file can claim any number of zero-size elements. */
  private static final long MOST_EMPTY = 10_000_000;

  private final CanonicalOutput out;
  private long empty;

  CanonicalElements(CanonicalOutput out) {
    this.out = out;
  }

  /**
   * Writes everything before the first item: descr, shape, and the opening bracket of the items.
   */
  static void writeHead(DType dtype, Shape shape, CanonicalOutput out) throws IOException {
    out.raw("{\"ndarray\":{\"descr\":");
    writeDescr(dtype, out);
    StringBuilder dims = new StringBuilder(",\"shape\":[");
    for (int axis = 0; axis < shape.ndim(); axis++) {
      dims.append(axis == 0 ? "" : ",").append(shape.dim(axis));
    }
    out.raw(dims.append("],\"items\":[").toString());
  }

  /** Writes NumPy's {@code dtype.str}, the name of an {@link MlType}, or the fields of a struct. */
  static void writeDescr(DType dtype, CanonicalOutput out) throws IOException {
    switch (dtype.kind()) {
      case STRUCT, SUBARRAY, ML_FLOAT, ML_INT -> out.raw(dtype.descrJson());
      default -> out.quoted(dtype.str());
    }
  }

  /** All elements in C order, with commas between them. */
  void write(BufferArray array) throws IOException {
    DType dtype = array.dtype();
    boolean first = true;
    for (Chunks chunks = array.chunks(Order.C); chunks.next(); ) {
      for (int i = 0; i < chunks.count(); i++) {
        if (!first) {
          out.raw(",");
        }
        first = false;
        element(dtype, chunks.buffer(), chunks.position() + i * chunks.stride());
      }
    }
  }

  /** Writes one element of any dtype. The recursion is as deep as the dtype is nested. */
  private void element(DType dtype, ByteBuffer bytes, int at) throws IOException {
    if (dtype.itemsize() == 0 && ++empty > MOST_EMPTY) {
      throw new ExcessiveException("more than " + MOST_EMPTY + " elements of size zero");
    }
    switch (dtype.kind()) {
      case BOOL -> out.bool(bytes.get(at) != 0);
      case INT, DATETIME, TIMEDELTA -> out.integer(signed(dtype, bytes, at));
      case UINT -> unsigned(dtype, bytes, at);
      case FLOAT -> out.floating(Double.longBitsToDouble(doubleBits(dtype, bytes, at)));
      case ML_FLOAT -> out.floating(Numbers.of((MlType) dtype).getDouble(bytes, at));
      case ML_INT -> out.integer(Numbers.of((MlType) dtype).getLong(bytes, at));
      case COMPLEX -> complex(dtype, bytes, at);
      case LONGDOUBLE, COMPLEX_LONGDOUBLE -> longDouble(dtype, bytes, at);
      case BYTES -> hex("bytes", Texts.bytes(bytes, at, dtype.itemsize()));
      case VOID -> {
        byte[] raw = new byte[dtype.itemsize()];
        bytes.get(at, raw);
        hex("bytes", raw);
      }
      case STR -> text(dtype, bytes, at);
      case STRUCT -> struct((StructType) dtype, bytes, at);
      case SUBARRAY -> subarray((SubarrayType) dtype, bytes, at);
      case OBJECT, STRING -> throw new IllegalStateException(dtype + " is not stored as bytes");
    }
  }

  private void struct(StructType struct, ByteBuffer bytes, int at) throws IOException {
    out.raw("{\"tuple\":[");
    List<Field> fields = struct.fields();
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        out.raw(",");
      }
      element(fields.get(i).dtype(), bytes, at + fields.get(i).offset());
    }
    out.raw("]}");
  }

  /** A subarray in a record is an array in NumPy, too. */
  private void subarray(SubarrayType dtype, ByteBuffer bytes, int at) throws IOException {
    DType base = dtype.base();
    writeHead(base, dtype.shape(), out);
    for (int i = 0; i < dtype.shape().size(); i++) {
      if (i > 0) {
        out.raw(",");
      }
      element(base, bytes, at + i * base.itemsize());
    }
    out.raw("]}}");
  }

  private static boolean isBig(DType dtype) {
    return dtype.endian().byteOrder() == ByteOrder.BIG_ENDIAN;
  }

  /** The bytes of a number as the low bits of a long; the other bits are zero. */
  private static long bits(boolean big, int size, ByteBuffer bytes, int at) {
    return switch (size) {
      case 1 -> bytes.get(at) & 0xff;
      case 2 -> {
        short raw = bytes.getShort(at);
        yield (big ? Short.reverseBytes(raw) : raw) & 0xffff;
      }
      case 4 -> {
        int raw = bytes.getInt(at);
        yield Integer.toUnsignedLong(big ? Integer.reverseBytes(raw) : raw);
      }
      default -> {
        long raw = bytes.getLong(at);
        yield big ? Long.reverseBytes(raw) : raw;
      }
    };
  }

  private static long signed(DType dtype, ByteBuffer bytes, int at) {
    int unused = Long.SIZE - 8 * dtype.itemsize();
    return bits(isBig(dtype), dtype.itemsize(), bytes, at) << unused >> unused;
  }

  private void unsigned(DType dtype, ByteBuffer bytes, int at) throws IOException {
    long value = bits(isBig(dtype), dtype.itemsize(), bytes, at);
    if (value < 0) {
      out.raw("{\"int\":\"" + Long.toUnsignedString(value) + "\"}");
    } else {
      out.integer(value);
    }
  }

  private static long doubleBits(DType dtype, ByteBuffer bytes, int at) {
    return widened(bits(isBig(dtype), dtype.itemsize(), bytes, at), dtype.itemsize());
  }

  /** Widens a float of 2 or 4 bytes to a double. A NaN keeps its bits, but becomes quiet. */
  private static long widened(long bits, int size) {
    return switch (size) {
      case 2 -> nan(bits, 0x7c00, 0x3ff, 42, Float16.toFloat((short) bits), bits >>> 15);
      case 4 ->
          nan(bits, 0x7f80_0000L, 0x7f_ffffL, 29, Float.intBitsToFloat((int) bits), bits >>> 31);
      default -> bits;
    };
  }

  private static long nan(
      long bits, long exponent, long fraction, int shift, float value, long sign) {
    boolean isNan = (bits & exponent) == exponent && (bits & fraction) != 0;
    return isNan
        ? sign << 63 | 0x7ff8L << 48 | (bits & fraction) << shift
        : Double.doubleToRawLongBits(value);
  }

  private void complex(DType dtype, ByteBuffer bytes, int at) throws IOException {
    int size = dtype.itemsize() / 2;
    out.raw("{\"complex\":[\"");
    out.hex(bigEndian(widened(bits(isBig(dtype), size, bytes, at), size)));
    out.raw("\",\"");
    out.hex(bigEndian(widened(bits(isBig(dtype), size, bytes, at + size), size)));
    out.raw("\"]}");
  }

  private static byte[] bigEndian(long bits) {
    return ByteBuffer.allocate(Long.BYTES).putLong(bits).array();
  }

  /**
   * tolist() keeps these as NumPy scalars, because Python's float is too short. Written
   * little-endian.
   */
  private void longDouble(DType dtype, ByteBuffer bytes, int at) throws IOException {
    byte[] raw = new byte[dtype.itemsize()];
    bytes.get(at, raw);
    if (isBig(dtype)) {
      int unit = dtype.kind() == DType.Kind.LONGDOUBLE ? raw.length : raw.length / 2;
      for (int i = 0; i < raw.length; i++) {
        raw[i] = bytes.get(at + i / unit * unit + unit - 1 - i % unit);
      }
    }
    out.raw("{\"npscalar\":{\"descr\":\"<" + dtype.str().substring(1) + "\",\"hex\":\"");
    out.hex(raw);
    out.raw("\"}}");
  }

  private void hex(String name, byte[] raw) throws IOException {
    out.raw("{\"" + name + "\":\"");
    out.hex(raw);
    out.raw("\"}");
  }

  private void text(DType dtype, ByteBuffer bytes, int at) throws IOException {
    String text;
    try {
      text = Texts.codePoints(bytes, at, dtype.itemsize(), isBig(dtype));
    } catch (IllegalStateException e) {
      throw new UnsupportedException(
          Location.MEMORY, "a str has no canonical form: " + e.getMessage());
    }
    out.raw("{\"str\":");
    out.quoted(text);
    out.raw("}");
  }
}

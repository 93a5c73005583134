package dev.brine.convert.internal.canonical;

import dev.brine.internal.number.Float16;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.internal.strided.Numbers;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes Python's value of an element, as {@code tolist()} gives it, back into its bytes. */
final class ElementEncoder {
  private ElementEncoder() {}

  /** Writes one element of any dtype. The recursion is as deep as the dtype, at most 64 levels. */
  static void put(DType dtype, PickleValue value, ByteBuffer bytes, int at) {
    boolean big = dtype.endian().byteOrder() == ByteOrder.BIG_ENDIAN;
    int size = dtype.itemsize();
    switch (dtype.kind()) {
      case BOOL -> bytes.put(at, (byte) (value == PyConstant.TRUE ? 1 : 0));
      case INT, UINT, DATETIME, TIMEDELTA -> bits(integer(value), size, big, bytes, at);
      case FLOAT -> bits(narrowed(real(value), size), size, big, bytes, at);
      case ML_FLOAT -> Numbers.of((MlType) dtype).putDouble(bytes, at, real(value));
      case ML_INT -> Numbers.of((MlType) dtype).putLong(bytes, at, integer(value));
      case COMPLEX -> {
        if (!(value instanceof PyNumber.Complex complex)) {
          throw wrong(dtype, value);
        }
        int half = size / 2;
        bits(narrowed(complex.real(), half), half, big, bytes, at);
        bits(narrowed(complex.imaginary(), half), half, big, bytes, at + half);
      }
      case LONGDOUBLE, COMPLEX_LONGDOUBLE -> longDouble(dtype, value, bytes, at);
      case BYTES, VOID -> raw(dtype, value, bytes, at);
      case STR -> text(dtype, value, big, bytes, at);
      case STRUCT -> struct((StructType) dtype, value, bytes, at);
      case SUBARRAY -> subarray(dtype, value, bytes, at);
      case OBJECT, STRING -> throw wrong(dtype, value);
    }
  }

  private static IllegalArgumentException wrong(DType dtype, PickleValue value) {
    return new IllegalArgumentException(value.described() + " is not an element of " + dtype);
  }

  private static long integer(PickleValue value) {
    if (value instanceof PyInt integer && integer.bigValue().bitLength() <= Long.SIZE) {
      return integer.bigValue().longValue();
    }
    throw new IllegalArgumentException(value.described() + " is not an integer of 64 bits");
  }

  private static double real(PickleValue value) {
    if (value instanceof PyFloat real) {
      return real.value();
    }
    throw new IllegalArgumentException(value.described() + " is not a float");
  }

  private static void bits(long bits, int size, boolean big, ByteBuffer bytes, int at) {
    for (int i = 0; i < size; i++) {
      bytes.put(big ? at + size - 1 - i : at + i, (byte) (bits >>> (8 * i)));
    }
  }

  /** Returns the bits of the float of 2, 4 or 8 bytes that equals {@code value}. */
  private static long narrowed(double value, int size) {
    long bits = Double.doubleToRawLongBits(value);
    if (size == Long.BYTES) {
      return bits;
    }
    if (Double.isNaN(value)) {
      return size == Integer.BYTES
          ? (bits >>> 63 << 31) | 0x7f80_0000L | ((bits >>> 29) & 0x7f_ffffL)
          : (bits >>> 63 << 15) | 0x7c00L | ((bits >>> 42) & 0x3ffL);
    }
    return size == Integer.BYTES
        ? Float.floatToRawIntBits((float) value) & 0xffff_ffffL
        : Float16.exact(value) & 0xffffL;
  }

  /** Writes a longdouble, whose value is a little-endian NumPy scalar. */
  private static void longDouble(DType dtype, PickleValue value, ByteBuffer bytes, int at) {
    if (!(value instanceof ScalarValue scalar) || scalar.dtype().itemsize() != dtype.itemsize()) {
      throw wrong(dtype, value);
    }
    byte[] raw = scalar.bytes();
    boolean big = dtype.endian().byteOrder() == ByteOrder.BIG_ENDIAN;
    int unit = dtype.kind() == DType.Kind.LONGDOUBLE ? raw.length : raw.length / 2;
    for (int i = 0; i < raw.length; i++) {
      bytes.put(big ? at + i / unit * unit + unit - 1 - i % unit : at + i, raw[i]);
    }
  }

  private static void raw(DType dtype, PickleValue value, ByteBuffer bytes, int at) {
    if (!(value instanceof PyBytes given) || given.size() > dtype.itemsize()) {
      throw wrong(dtype, value);
    }
    bytes.put(at, given.toByteArray());
  }

  private static void text(DType dtype, PickleValue value, boolean big, ByteBuffer bytes, int at) {
    if (!(value instanceof PyStr text)) {
      throw wrong(dtype, value);
    }
    String given = text.value();
    if (4L * given.codePointCount(0, given.length()) > dtype.itemsize()) {
      throw wrong(dtype, value);
    }
    int to = at;
    for (int i = 0; i < given.length(); to += Integer.BYTES) {
      int point = given.codePointAt(i);
      bits(point, Integer.BYTES, big, bytes, to);
      i += Character.charCount(point);
    }
  }

  private static void struct(StructType dtype, PickleValue value, ByteBuffer bytes, int at) {
    if (!(value instanceof PyTuple tuple) || tuple.size() != dtype.fields().size()) {
      throw wrong(dtype, value);
    }
    for (int i = 0; i < tuple.size(); i++) {
      Field field = dtype.fields().get(i);
      put(field.dtype(), tuple.get(i), bytes, at + field.offset());
    }
  }

  private static void subarray(DType dtype, PickleValue value, ByteBuffer bytes, int at) {
    if (!(value instanceof ArrayValue held)
        || held.array().dtype().hasObject()
        || held.array().size() * held.array().dtype().itemsize() != dtype.itemsize()) {
      throw wrong(dtype, value);
    }
    int to = at;
    for (ByteBuffer part : held.array().bytes(Order.C)) {
      bytes.put(to, part, part.position(), part.remaining());
      to += part.remaining();
    }
  }
}

package dev.brine.pickle.internal.python;

import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@code array.array}. Up to protocol 2 a pickle gives a list of the items, and in the
 * oldest versions of Python 2 their bytes; from protocol 3 on the bytes and the code of their
 * machine format.
 */
enum Arrays implements PickleType {
  ARRAY,
  RECONSTRUCTOR;

  /** The type codes of integers in the order in which Python looks for one of a given size. */
  private static final String INTEGERS = "bBhHiIlL";

  private static final int FLOATS = 14;
  private static final int TEXTS = 18;
  private static final int FORMATS = 22;
  private static final int LAST_CHARACTER = 0x10ffff;

  static @Nullable PickleType find(String name) {
    return switch (name) {
      case "array", "ArrayType" -> ARRAY;
      case "_array_reconstructor" -> RECONSTRUCTOR;
      default -> null;
    };
  }

  @Override
  public boolean isDataUncalled() {
    return this == ARRAY;
  }

  @Override
  public Construction construct(Call call) {
    return Construction.complete(this == ARRAY ? array(call) : reconstruct(call));
  }

  /** {@code array.array(typecode[, items])}. */
  private static PyLibrary.Array array(Call call) {
    if (call.count() < 1 || call.count() > 2) {
      throw call.invalid("takes a type code and a list of items");
    }
    char typecode = typecode(call, 0);
    if (call.count() == 1) {
      return PyLibrary.Array.wrap(typecode, new byte[0]);
    }
    if (call.argument(1) instanceof PySequence) {
      return ofItems(call, typecode, Arguments.sequence(call, 1));
    }
    if (typecode == 'u' || typecode == 'w') {
      return ofText(call, typecode, Arguments.text(call, 1));
    }
    byte[] bytes = Arguments.bytes(call, call.argument(1));
    if (bytes == null) {
      throw call.invalid("takes a list of items but got " + call.argument(1).described());
    }
    return wrap(call, typecode, bytes);
  }

  private static char typecode(Call call, int index) {
    String code = Arguments.text(call, index);
    if (code.length() != 1 || PyLibrary.Array.itemsize(code.charAt(0)) == 0) {
      throw call.invalid(
          "its type code must be one of b, B, h, H, i, I, l, L, q, Q, f, d, u and w");
    }
    return code.charAt(0);
  }

  private static PyLibrary.Array wrap(Call call, char typecode, byte[] bytes) {
    int size = PyLibrary.Array.itemsize(typecode);
    if (bytes.length % size != 0) {
      throw call.invalid(
          bytes.length + " bytes are no whole number of items of " + size + " bytes");
    }
    return PyLibrary.Array.wrap(typecode, bytes);
  }

  private static PyLibrary.Array ofItems(Call call, char typecode, PySequence items) {
    int size = PyLibrary.Array.itemsize(typecode);
    call.budget().charge((long) size * items.size());
    byte[] all = allocate(call, (long) size * items.size());
    ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < items.size(); i++) {
      PickleValue item = items.get(i);
      switch (typecode) {
        case 'f' -> bytes.putFloat((float) real(call, item));
        case 'd' -> bytes.putDouble(real(call, item));
        case 'u', 'w' -> bytes.putInt(character(call, item));
        case 'c' -> bytes.put((byte) latin1(call, item));
        default -> put(bytes, size, integer(call, typecode, size, item));
      }
    }
    return PyLibrary.Array.wrap(typecode, all);
  }

  private static byte[] allocate(Call call, long size) {
    if (size > Integer.MAX_VALUE - 8) {
      throw call.invalid("more than 2 GiB of items");
    }
    return new byte[(int) size];
  }

  private static void put(ByteBuffer bytes, int size, long value) {
    switch (size) {
      case 1 -> bytes.put((byte) value);
      case 2 -> bytes.putShort((short) value);
      case 4 -> bytes.putInt((int) value);
      default -> bytes.putLong(value);
    }
  }

  private static double real(Call call, PickleValue item) {
    if (item instanceof PyFloat real) {
      return real.value();
    }
    if (item instanceof PyInt integer && integer.isLong()) {
      return integer.longValue();
    }
    throw call.invalid("takes floats but got " + item.described());
  }

  private static int character(Call call, PickleValue item) {
    if (item instanceof PyStr text && text.value().codePointCount(0, text.value().length()) == 1) {
      return text.value().codePointAt(0);
    }
    throw call.invalid("takes single characters but got " + item.described());
  }

  private static int latin1(Call call, PickleValue item) {
    byte[] bytes = Arguments.bytes(call, item);
    if (bytes == null || bytes.length != 1) {
      throw call.invalid("takes single characters but got " + item.described());
    }
    return bytes[0];
  }

  private static long integer(Call call, char typecode, int size, PickleValue item) {
    if (!(item instanceof PyInt integer)) {
      throw call.invalid("takes ints but got " + item.described());
    }
    boolean isSigned = Character.isLowerCase(typecode);
    BigInteger value = integer.bigValue();
    boolean fits =
        isSigned
            ? value.bitLength() < 8 * size
            : value.signum() >= 0 && value.bitLength() <= 8 * size;
    if (!fits) {
      throw call.invalid("an item does not fit in " + size + " bytes (type code " + typecode + ")");
    }
    return value.longValue();
  }

  private static PyLibrary.Array ofText(Call call, char typecode, String text) {
    call.budget().charge(4L * text.length());
    byte[] all = allocate(call, 4L * text.codePointCount(0, text.length()));
    ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    text.codePoints().forEach(bytes::putInt);
    return PyLibrary.Array.wrap(typecode, all);
  }

  /** {@code _array_reconstructor(array.array, typecode, format, bytes)}. */
  private static PyLibrary.Array reconstruct(Call call) {
    Arguments.requireFunctionCall(call);
    if (call.count() != 4 || !(call.argument(0) instanceof PyGlobal made)) {
      throw call.invalid("takes a class, a type code, a format and bytes");
    }
    if (!made.module().equals("array") || find(made.name()) != ARRAY) {
      throw call.refuse("it would create an object of " + made + ", not an array.array");
    }
    char typecode = typecode(call, 1);
    PyInt given = Arguments.integer(call, 2);
    if (!(call.argument(3) instanceof PyBytes content)) {
      throw call.invalid("takes bytes but got " + call.argument(3).described());
    }
    boolean isFormat = given.isLong() && given.longValue() >= 0 && given.longValue() < FORMATS;
    if (!isFormat) {
      throw call.invalid(
          "has no machine format " + (given.isLong() ? given.longValue() : "so large"));
    }
    int format = (int) given.longValue();
    call.budget().charge(2L * content.size());
    return typecode == 'u' || typecode == 'w'
        ? text(call, typecode, format, content)
        : numbers(call, typecode, format, content);
  }

  private static PyLibrary.Array numbers(Call call, char typecode, int format, PyBytes content) {
    boolean isFloat = typecode == 'f' || typecode == 'd';
    if (format >= TEXTS || isFloat != (format >= FLOATS)) {
      throw call.invalid("the format " + format + " is not one of type code " + typecode);
    }
    if (isFloat) {
      char stored = format < FLOATS + 2 ? 'f' : 'd';
      byte[] items = littleEndian(call, content, format, stored == 'f' ? 4 : 8);
      return stored == typecode ? wrap(call, typecode, items) : converted(stored, typecode, items);
    }
    int size = format < 2 ? 1 : 2 << ((format - 2) / 4);
    boolean isSigned = format < 2 ? format == 1 : (format - 2) % 4 >= 2;
    byte[] items = littleEndian(call, content, format, size);
    boolean isOwn =
        size == PyLibrary.Array.itemsize(typecode) && isSigned == Character.isLowerCase(typecode);
    int index = 2 * Integer.numberOfTrailingZeros(size) + (isSigned ? 0 : 1);
    return wrap(call, isOwn ? typecode : INTEGERS.charAt(index), items);
  }

  private static PyLibrary.Array converted(char from, char to, byte[] items) {
    ByteBuffer source = ByteBuffer.wrap(items).order(ByteOrder.LITTLE_ENDIAN);
    int count = items.length / (from == 'f' ? 4 : 8);
    byte[] bytes = new byte[count * (to == 'f' ? 4 : 8)];
    ByteBuffer target = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      if (to == 'f') {
        target.putFloat((float) source.getDouble());
      } else {
        target.putDouble(source.getFloat());
      }
    }
    return PyLibrary.Array.wrap(to, bytes);
  }

  /** Returns a copy of the items in little-endian order; odd formats from 3 on are big-endian. */
  private static byte[] littleEndian(Call call, PyBytes content, int format, int size) {
    byte[] bytes = content.toByteArray();
    if (bytes.length % size != 0) {
      throw call.invalid(
          bytes.length + " bytes are no whole number of items of " + size + " bytes");
    }
    if (format > 1 && format % 2 == 1) {
      for (int at = 0; at < bytes.length; at += size) {
        for (int i = 0; i < size / 2; i++) {
          byte low = bytes[at + i];
          bytes[at + i] = bytes[at + size - 1 - i];
          bytes[at + size - 1 - i] = low;
        }
      }
    }
    return bytes;
  }

  private static PyLibrary.Array text(Call call, char typecode, int format, PyBytes content) {
    if (format < TEXTS) {
      throw call.invalid("the format " + format + " is not one of type code " + typecode);
    }
    boolean isWide = format >= TEXTS + 2;
    byte[] bytes = littleEndian(call, content, format, isWide ? 4 : 2);
    ByteBuffer units = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (!isWide) {
      return ofText(call, typecode, units.asCharBuffer().toString());
    }
    while (units.hasRemaining()) {
      int unit = units.getInt();
      if (unit < 0 || unit > LAST_CHARACTER) {
        throw call.invalid("a character beyond U+10FFFF");
      }
    }
    return PyLibrary.Array.wrap(typecode, bytes);
  }
}

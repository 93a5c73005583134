package dev.brine.npy.internal.object;

import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the parts of a pickled state, and rejects what NumPy would not write. */
final class Arguments {
  private Arguments() {}

  static PyTuple tuple(PickleValue value, String what) {
    if (value instanceof PyTuple tuple) {
      return tuple;
    }
    throw wrong(what, "a tuple", value);
  }

  static boolean isText(PickleValue value) {
    return value instanceof PyStr || value.kind() == PickleValue.Kind.BYTES;
  }

  /** A short text, which Python 2 writes as bytes. */
  static String text(PickleValue value, String what) {
    if (value instanceof PyStr text) {
      return text.value();
    }
    if (value instanceof PyBytes bytes && value.kind() == PickleValue.Kind.BYTES) {
      return new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
    }
    throw wrong(what, "text", value);
  }

  static long integer(PickleValue value, String what) {
    if (value instanceof PyInt integer && integer.isLong()) {
      return integer.longValue();
    }
    throw wrong(what, "an int of 64 bits", value);
  }

  static int smallInteger(PickleValue value, String what) {
    long integer = integer(value, what);
    if (integer != (int) integer) {
      throw new InvalidStateException(what + " must fit 32 bits but was " + integer);
    }
    return (int) integer;
  }

  /** A bool, which Python 2 writes as 0 or 1. */
  static boolean flag(PickleValue value, String what) {
    if (value == PyConstant.TRUE || value == PyConstant.FALSE) {
      return value == PyConstant.TRUE;
    }
    if (value instanceof PyInt integer && integer.isLong()) {
      return integer.longValue() != 0;
    }
    throw wrong(what, "a bool", value);
  }

  /** A tuple of ints; a single int is a tuple of one. */
  static long[] dims(PickleValue value, String what) {
    if (value instanceof PyInt) {
      return new long[] {integer(value, what)};
    }
    PyTuple tuple = tuple(value, what);
    long[] dims = new long[tuple.size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = integer(tuple.get(i), what);
    }
    return dims;
  }

  static InvalidStateException wrong(String what, String wanted, PickleValue found) {
    return new InvalidStateException(what + " must be " + wanted + ", not " + found.described());
  }

  /**
   * Returns the bytes of elements, read-only and in place, so that one bytes object can serve many
   * arrays. Python 2 wrote the data as a str, which {@code encoding="latin1"} turns into text.
   */
  static ByteBuffer bytes(PickleValue value, String what, Call.Budget budget) {
    if (value instanceof PyBytes bytes) {
      return bytes.buffer();
    }
    if (!(value instanceof PyStr text)) {
      throw wrong(what, "bytes", value);
    }
    String chars = text.value();
    budget.charge(chars.length());
    if (chars.chars().anyMatch(c -> c > 0xff)) {
      throw new InvalidStateException(what + " is text beyond latin1");
    }
    return ByteBuffer.wrap(chars.getBytes(StandardCharsets.ISO_8859_1)).asReadOnlyBuffer();
  }
}

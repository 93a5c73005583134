package dev.brine.npy.internal.strided;

import dev.brine.npy.internal.literal.PythonRepr;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads strings of a fixed length out of bytes. Trailing NULs are padding, as in NumPy. */
public final class Texts {
  private static final int CODE_POINT = 4;

  private Texts() {}

  /** UCS-4 code points. Lone surrogates stay what they are. */
  public static String codePoints(ByteBuffer bytes, int at, int itemsize, boolean swap) {
    int length = itemsize / CODE_POINT;
    while (length > 0 && bytes.getInt(at + (length - 1) * CODE_POINT) == 0) {
      length--;
    }
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      int raw = bytes.getInt(at + i * CODE_POINT);
      int codePoint = swap ? Integer.reverseBytes(raw) : raw;
      if (!Character.isValidCodePoint(codePoint)) {
        throw new IllegalStateException(
            "the array holds 0x"
                + Integer.toHexString(codePoint)
                + ", which is no code point of Unicode");
      }
      text.appendCodePoint(codePoint);
    }
    return text.toString();
  }

  /** Bytes without the padding. */
  public static byte[] bytes(ByteBuffer bytes, int at, int itemsize) {
    int length = itemsize;
    while (length > 0 && bytes.get(at + length - 1) == 0) {
      length--;
    }
    byte[] value = new byte[length];
    bytes.get(at, value);
    return value;
  }

  /** The bytes as Python shows them: {@code b'…'}. */
  public static String repr(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    PythonRepr.appendBytes(out, new String(bytes, StandardCharsets.ISO_8859_1));
    return out.toString();
  }

  /** ASCII bytes as a string: nothing tells what the others would mean. */
  public static String ascii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        throw new IllegalStateException(
            "the array holds the byte 0x"
                + Integer.toHexString(b & 0xff)
                + ", which is not ASCII; say in which charset it is, or use getBytes");
      }
    }
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}

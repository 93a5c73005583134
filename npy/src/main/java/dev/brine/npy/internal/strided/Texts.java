package dev.brine.npy.internal.strided;

import dev.brine.internal.text.PythonRepr;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads strings of a fixed length from bytes. Trailing NULs are padding, as in NumPy. */
public final class Texts {
  private static final int CODE_POINT = 4;

  private Texts() {}

  /** Reads UCS-4 code points. Lone surrogates are kept. */
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
                + ", which is not a Unicode code point");
      }
      text.appendCodePoint(codePoint);
    }
    return text.toString();
  }

  /** Returns the bytes without padding. */
  public static byte[] bytes(ByteBuffer bytes, int at, int itemsize) {
    int length = itemsize;
    while (length > 0 && bytes.get(at + length - 1) == 0) {
      length--;
    }
    byte[] value = new byte[length];
    bytes.get(at, value);
    return value;
  }

  /** Returns Python's repr of the bytes: {@code b'…'}. */
  public static String repr(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    PythonRepr.appendBytes(out, new String(bytes, StandardCharsets.ISO_8859_1));
    return out.toString();
  }

  /** Decodes ASCII; the charset of other bytes is not known. */
  public static String ascii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        throw new IllegalStateException(
            "the array holds the byte 0x"
                + Integer.toHexString(b & 0xff)
                + ", which is not ASCII; pass the charset to getString, or use getBytes");
      }
    }
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}

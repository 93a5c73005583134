package dev.brine.pickle.internal.opcode;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as Python's {@code surrogatepass} reads it: strict in all else, but three bytes may stand
 * for a surrogate.
 */
final class Utf8 {
  private Utf8() {}

  static String decode(byte[] bytes, int from, int length, Location location, long offset)
      throws MalformedException {
    int ascii = from;
    int end = from + length;
    while (ascii < end && bytes[ascii] >= 0) {
      ascii++;
    }
    if (ascii == end) {
      return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(length);
    text.append(new String(bytes, from, ascii - from, StandardCharsets.ISO_8859_1));
    int i = ascii;
    while (i < end) {
      int width = sequence(bytes, i, end, text);
      if (width == 0) {
        throw new MalformedException(
            Kind.ENCODING,
            location.at(offset + i - from),
            "'utf-8' codec can't decode byte 0x"
                + Integer.toHexString(bytes[i] & 0xff)
                + " in position "
                + (i - from));
      }
      i += width;
    }
    return text.toString();
  }

  /** Decodes one sequence; returns its width, or 0 if it is not valid. */
  private static int sequence(byte[] bytes, int i, int end, StringBuilder text) {
    int first = bytes[i] & 0xff;
    int width =
        first < 0x80
            ? 1
            : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (width == 0 || end - i < width) {
      return 0;
    }
    int code = width == 1 ? first : first & (0xff >> (width + 1));
    for (int k = 1; k < width; k++) {
      int next = bytes[i + k];
      if ((next & 0xc0) != 0x80) {
        return 0;
      }
      code = (code << 6) | (next & 0x3f);
    }
    boolean overlong = (width == 3 && code < 0x800) || (width == 4 && code < 0x10000);
    if (overlong || code > 0x10ffff) {
      return 0;
    }
    text.appendCodePoint(code);
    return width;
  }
}

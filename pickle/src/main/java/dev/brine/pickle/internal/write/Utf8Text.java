package dev.brine.pickle.internal.write;

import java.nio.charset.StandardCharsets;

/** UTF-8 as Python's {@code surrogatepass} writes it: a lone surrogate is three bytes. */
final class Utf8Text {
  private Utf8Text() {}

  static byte[] encode(String text) {
    return hasLoneSurrogate(text) ? encodePassing(text) : text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static byte[] encodePassing(String text) {
    byte[] bytes = new byte[Math.multiplyExact(3, text.length())];
    int count = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point < 0x80) {
        bytes[count++] = (byte) point;
      } else if (point < 0x800) {
        bytes[count++] = (byte) (0xc0 | (point >> 6));
        bytes[count++] = continuation(point, 0);
      } else if (point < 0x10000) {
        bytes[count++] = (byte) (0xe0 | (point >> 12));
        bytes[count++] = continuation(point, 6);
        bytes[count++] = continuation(point, 0);
      } else {
        bytes[count++] = (byte) (0xf0 | (point >> 18));
        bytes[count++] = continuation(point, 12);
        bytes[count++] = continuation(point, 6);
        bytes[count++] = continuation(point, 0);
      }
    }
    return java.util.Arrays.copyOf(bytes, count);
  }

  private static byte continuation(int point, int shift) {
    return (byte) (0x80 | ((point >> shift) & 0x3f));
  }
}

package dev.brine.internal.zip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Member names: UTF-8 if the flag says so, else code page 437, as in CPython's zipfile. */
final class ZipNames {
  /** Code page 437 from 0x80 on; below, it is ASCII. */
  private static final String CP437 =
      "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»"
          + "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
          + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

  private ZipNames() {}

  /**
   * The name in {@code bytes}. Different bytes never give the same name.
   *
   * @throws CharacterCodingException if it is said to be UTF-8 and is not
   */
  static String decode(byte[] bytes, int offset, int length, boolean utf8)
      throws CharacterCodingException {
    if (!isAscii(bytes, offset, length)) {
      return utf8 ? utf8(bytes, offset, length) : cp437(bytes, offset, length);
    }
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }

  /** A comment, whose encoding nothing tells: UTF-8 if it can be. */
  static String decodeComment(byte[] bytes, int offset, int length) {
    try {
      return decode(bytes, offset, length, true);
    } catch (CharacterCodingException e) {
      return cp437(bytes, offset, length);
    }
  }

  private static boolean isAscii(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static String utf8(byte[] bytes, int offset, int length) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes, offset, length))
        .toString();
  }

  private static String cp437(byte[] bytes, int offset, int length) {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      byte b = bytes[offset + i];
      chars[i] = b >= 0 ? (char) b : CP437.charAt(b & 0x7f);
    }
    return new String(chars);
  }
}

package dev.brine.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The bytes that a text spells: in base64, in hexadecimal, or one byte a character. */
final class Spelling {
  /** The shortest text to decode: the shortest pickle that names anything has more bytes. */
  private static final int SHORTEST = 12;

  private Spelling() {}

  /** Returns the bytes that a text spells; null if it can spell no pickle. */
  static byte @Nullable [] of(String text) {
    if (text.length() < SHORTEST || !mayBeSpelled(text)) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return null;
      }
    }
    byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] spelled = of(latin1);
    return spelled != null || !Starts.looksLikePickle(latin1, 0, latin1.length) ? spelled : latin1;
  }

  /** Returns the bytes that a text spells, which is Latin-1 or, in NumPy's strings, UTF-32. */
  static byte @Nullable [] of(byte[] text) {
    if (text.length < SHORTEST) {
      return null;
    }
    byte[] narrow = narrow(text);
    if (narrow.length < SHORTEST || !isFirst(narrow)) {
      return null;
    }
    String compact = compact(narrow);
    if (compact == null) {
      return null;
    }
    if (compact.length() % 2 == 0 && isHexadecimal(compact)) {
      return HexFormat.of().parseHex(compact);
    }
    try {
      return Base64.getDecoder().decode(compact);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean mayBeSpelled(String text) {
    int letters = 0;
    for (int i = 0; i < SHORTEST; i++) {
      char c = text.charAt(i);
      letters += c < 0x80 && isLetter((byte) c) ? 1 : 0;
    }
    return letters >= SHORTEST - 4 || "\u0080ci(\u008cX".indexOf(text.charAt(0)) >= 0;
  }

  /** Most texts are not worth a copy: they hold a blank or a point among their first characters. */
  private static boolean isFirst(byte[] text) {
    int letters = 0;
    for (int i = 0; i < SHORTEST; i++) {
      letters += isLetter(text[i]) ? 1 : 0;
    }
    return letters >= SHORTEST - 4;
  }

  /** Returns the first byte of every four if the others are 0. */
  private static byte[] narrow(byte[] text) {
    if (text.length % 4 != 0 || text[1] != 0) {
      return text;
    }
    byte[] narrow = new byte[text.length / 4];
    for (int i = 0; i < narrow.length; i++) {
      if (text[4 * i + 1] != 0 || text[4 * i + 2] != 0 || text[4 * i + 3] != 0) {
        return text;
      }
      narrow[i] = text[4 * i];
    }
    int end = narrow.length;
    while (end > 0 && narrow[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(narrow, end);
  }

  /**
   * Returns the letters and digits of base64 in its usual alphabet; null if there is anything but
   * them, white space, colons, and padding at the end.
   */
  private static @Nullable String compact(byte[] text) {
    StringBuilder compact = new StringBuilder(text.length);
    for (byte b : text) {
      if (isLetter(b)) {
        compact.append(b == '-' ? '+' : b == '_' ? '/' : (char) b);
      } else if (b != '=' && b != ' ' && b != '\n' && b != '\r' && b != '\t' && b != ':') {
        return null;
      }
    }
    boolean isPrefixed =
        compact.length() > 2 && compact.charAt(0) == '0' && compact.charAt(1) == 'x';
    return isPrefixed ? compact.substring(2) : compact.toString();
  }

  private static boolean isLetter(byte b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || b == '+'
        || b == '/'
        || b == '-'
        || b == '_';
  }

  private static boolean isHexadecimal(String text) {
    return text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }
}

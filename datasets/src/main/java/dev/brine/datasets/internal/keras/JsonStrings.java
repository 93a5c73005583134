package dev.brine.datasets.internal.keras;

import java.nio.charset.StandardCharsets;

/** Strings out of JSON bytes that {@link JsonCursor} has already found valid. */
final class JsonStrings {
  private JsonStrings() {}

  /** The string whose first byte after the opening quote is at {@code start}. */
  static String at(byte[] json, int start) {
    int end = start;
    boolean escaped = false;
    while (json[end] != '"') {
      boolean escape = json[end] == '\\';
      escaped |= escape;
      end += escape ? 2 : 1;
    }
    String text = new String(json, start, end - start, StandardCharsets.UTF_8);
    return escaped ? unescape(text) : text;
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c == '\\') {
        c = text.charAt(i++);
        if (c == 'u') {
          c = (char) Integer.parseInt(text, i, i + 4, 16);
          i += 4;
        } else {
          c = control(c);
        }
      }
      plain.append(c);
    }
    return plain.toString();
  }

  private static char control(char letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter;
    };
  }

  /** The value of four hexadecimal digits, or -1 if that is not what is there. */
  static int hexDigits(byte[] json, int start) {
    int value = 0;
    for (int i = start; i < start + 4; i++) {
      int digit = json[i] < 0 ? -1 : Character.digit(json[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}

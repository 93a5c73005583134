package dev.brine.npy.internal.literal;

/** Python's {@code repr} of strings, for names in headers and strings in messages. */
public final class PythonRepr {
  private PythonRepr() {}

  /** The repr of {@code text}. */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    append(out, text);
    return out.toString();
  }

  /** Appends the repr of {@code text}: characters that are not printable in Python are escaped. */
  public static void append(StringBuilder out, String text) {
    char quote = quoteFor(text);
    out.append(quote);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c > 0x7f && isPrintable(c)) {
        out.appendCodePoint(c);
      } else {
        appendCode(out, c, quote);
      }
    }
    out.append(quote);
  }

  /** Appends the repr of the bytes object whose bytes are the chars of {@code bytes}. */
  public static void appendBytes(StringBuilder out, String bytes) {
    char quote = quoteFor(bytes);
    out.append('b').append(quote);
    for (int i = 0; i < bytes.length(); i++) {
      appendCode(out, bytes.charAt(i), quote);
    }
    out.append(quote);
  }

  private static char quoteFor(String text) {
    return text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
  }

  private static void appendCode(StringBuilder out, int c, char quote) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (c >= ' ' && c < 0x7f) {
          out.append((char) c);
        } else if (c <= 0xff) {
          appendHex(out.append("\\x"), c, 2);
        } else if (c <= 0xffff) {
          appendHex(out.append("\\u"), c, 4);
        } else {
          appendHex(out.append("\\U"), c, 8);
        }
      }
    }
  }

  public static void appendHex(StringBuilder out, int value, int digits) {
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      out.append(Character.forDigit((value >>> shift) & 0xf, 16));
    }
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}

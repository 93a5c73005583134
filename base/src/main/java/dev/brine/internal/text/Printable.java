package dev.brine.internal.text;

/**
 * Makes text from files safe for terminals and logs, and keeps it on one line: control characters,
 * line separators, bidirectional overrides, lone surrogates and unassigned characters become {@code
 * \n}, {@code \r}, {@code \t} or {@code \}{@code uXXXX}.
 */
public final class Printable {
  private static final int MAX_LENGTH = 200;

  private Printable() {}

  /** Escapes {@code text}, and cuts it after 200 characters. */
  public static String escape(String text) {
    if (text.length() <= MAX_LENGTH) {
      return escapeAll(text);
    }
    int end = MAX_LENGTH - (Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? 1 : 0);
    return escapeAll(text.substring(0, end)) + "… (" + text.length() + " characters)";
  }

  /** Escapes {@code text}, whatever its length. */
  public static String escapeAll(String text) {
    int at = 0;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, at);
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      if (isShown(codePoint)) {
        safe.appendCodePoint(codePoint);
      } else {
        for (int i = at; i < next; i++) {
          append(safe, text.charAt(i));
        }
      }
      at = next;
    }
    return safe.toString();
  }

  /** Returns whether a terminal displays the character unchanged and without side effects. */
  public static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f;
  }

  private static void append(StringBuilder safe, char c) {
    switch (c) {
      case '\n' -> safe.append("\\n");
      case '\r' -> safe.append("\\r");
      case '\t' -> safe.append("\\t");
      default -> {
        String digits = Integer.toHexString(c);
        safe.append("\\u").append("0000", digits.length(), 4).append(digits);
      }
    }
  }
}

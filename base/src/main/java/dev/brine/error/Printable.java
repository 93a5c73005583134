package dev.brine.error;

/**
 * Text from a file made safe to show: control characters, line separators, bidirectional overrides
 * and lone surrogates become {@code \}{@code uXXXX}, and long text is cut.
 */
public final class Printable {
  private static final int LONGEST = 200;

  private Printable() {}

  /** Escapes {@code text} and cuts it after 200 characters. */
  public static String escape(String text) {
    int end = Math.min(text.length(), LONGEST);
    StringBuilder shown = null;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean safe = isSafe(text, i, c);
      if (!safe && shown == null) {
        shown = new StringBuilder(end + 16).append(text, 0, i);
      }
      if (shown != null) {
        if (safe) {
          shown.append(c);
        } else {
          shown.append("\\u").append(hexDigits(c));
        }
      }
    }
    String result = shown == null ? text.substring(0, end) : shown.toString();
    return end < text.length() ? result + "… (" + text.length() + " characters)" : result;
  }

  private static boolean isSafe(String text, int i, char c) {
    if (c >= ' ' && c < 0x7f) {
      return true;
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.UNASSIGNED
        && type != Character.PRIVATE_USE;
  }

  private static String hexDigits(char c) {
    String digits = Integer.toHexString(c);
    return "0000".substring(digits.length()) + digits;
  }
}

package dev.brine.scan;

/** Where a pickle may begin among other bytes. */
final class Starts {
  private static final int LONGEST_NAME = 200;

  private Starts() {}

  /**
   * Returns whether the bytes here are a PROTO opcode, or a name as in the text protocols or later
   * ones.
   */
  static boolean looksLikePickle(byte[] bytes, int at, int end) {
    int left = end - at;
    if (left < 3) {
      return false;
    }
    return switch (bytes[at] & 0xff) {
      case 0x80 -> bytes[at + 1] >= 0 && bytes[at + 1] <= 5;
      case 'c', 'i' -> isLine(bytes, at + 1, end);
      case '(' -> (bytes[at + 1] == 'c' || bytes[at + 1] == 'i') && isLine(bytes, at + 2, end);
      case 0x8c -> isName(bytes, at + 2, bytes[at + 1] & 0xff, end);
      case 'X' ->
          left > 5 && bytes[at + 2] == 0 && isName(bytes, at + 5, bytes[at + 1] & 0xff, end);
      default -> false;
    };
  }

  /**
   * Returns whether the bytes begin and end as protocols 0 and 1 write a container, a text or a
   * number: what they hold need not name anything.
   */
  static boolean looksWritten(byte[] bytes) {
    int end = bytes.length - 1;
    if (end < 4 || bytes[end] != '.' || "(]}lVXSUTIFLGJKM".indexOf(bytes[0]) < 0) {
      return false;
    }
    boolean isContainer =
        (bytes[0] == '(' && (bytes[1] == 'l' || bytes[1] == 'd') && bytes[2] == 'p')
            || ((bytes[0] == ']' || bytes[0] == '}') && bytes[1] == 'q');
    return isContainer
        || bytes[end - 1] == '\n'
        || bytes[end - 2] == 'q'
        || (end > 5 && bytes[end - 5] == 'r');
  }

  private static boolean isLine(byte[] bytes, int from, int end) {
    int to = from;
    while (to < end && to - from < LONGEST_NAME && bytes[to] != '\n') {
      to++;
    }
    return to < end && isName(bytes, from, to - from, end);
  }

  private static boolean isName(byte[] bytes, int from, int length, int end) {
    if (length == 0 || length > end - from) {
      return false;
    }
    for (int i = from; i < from + length; i++) {
      boolean name = Character.isJavaIdentifierPart(bytes[i]) && bytes[i] > ' ';
      if (!name && bytes[i] != '.') {
        return false;
      }
    }
    return true;
  }
}

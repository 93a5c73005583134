package dev.brine.npy.internal.literal;

/** A place in the text, and what Python skips between tokens. */
final class Scanner {
  /** What {@link #peek} gives behind the last character. */
  static final int END = -1;

  private final String text;
  private int position;

  Scanner(String text) {
    this.text = text;
  }

  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  /** The next character, not consumed, or {@link #END}. */
  int peek() {
    return position < text.length() ? text.charAt(position) : END;
  }

  /** The character {@code ahead} places after the next one, or {@link #END}. */
  int peek(int ahead) {
    return position + ahead < text.length() ? text.charAt(position + ahead) : END;
  }

  /** Consumes the next character; at the end there is none, and none is consumed. */
  int next() {
    int c = peek();
    if (c != END) {
      position++;
    }
    return c;
  }

  String since(int start) {
    return text.substring(start, position);
  }

  LiteralException error(String message) {
    return new LiteralException(message, position);
  }

  /** Blanks before the literal. A line that starts with one, after others, is a Python indent. */
  void skipIndent() throws LiteralException {
    while (peek() == ' ' || peek() == '\t') {
      position++;
    }
    int start = position;
    skipBlank();
    if (position > start && peek() != END) {
      char before = text.charAt(position - 1);
      boolean newLine = since(start).indexOf('\n') >= 0 || since(start).indexOf('\r') >= 0;
      if (newLine && (before == ' ' || before == '\t')) {
        throw error("an unexpected indent");
      }
    }
  }

  /** Skips white space, line ends, comments and joined lines. */
  void skipBlank() throws LiteralException {
    while (true) {
      switch (peek()) {
        case ' ', '\t', '\n', '\r', '\f' -> position++;
        case '#' -> skipComment();
        case '\\' -> skipJoint();
        default -> {
          return;
        }
      }
    }
  }

  private void skipJoint() throws LiteralException {
    if (peek(1) != '\n' && peek(1) != '\r') {
      throw error("a backslash that joins no lines");
    }
    position += 2;
  }

  private void skipComment() {
    while (peek() != END && peek() != '\n' && peek() != '\r') {
      position++;
    }
  }

  /** Consumes letters, digits, underscores and dots. */
  String dottedName() {
    int start = position;
    while (isNamePart(peek()) || peek() == '.') {
      position++;
    }
    return since(start);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isNamePart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c > 0x7f;
  }
}

package dev.brine.npy.internal.literal;

import dev.brine.npy.internal.literal.Literal.Kind;
import dev.brine.pickle.value.PyFloat;
import java.math.BigInteger;

/** A position in a text, and the tokens of Python that need more than one character. */
final class Scanner {
  /** The result of {@link #peek} at the end of the text. */
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

  /** The character that is {@code ahead} positions after the next one, or {@link #END}. */
  int peek(int ahead) {
    return position + ahead < text.length() ? text.charAt(position + ahead) : END;
  }

  /** Consumes and returns the next character, or returns {@link #END}. */
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

  /**
   * Skips blanks before the literal. A blank at the start of a later line is an indent, which
   * Python rejects.
   */
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

  /** Reads Python's unsigned numbers: ints in four bases with underscores, and floats. */
  static final class NumberReader {
    /** CPython's own limit for converting text to an int; the cost grows with its square. */
    private static final int MAX_DIGITS = 4300;

    private NumberReader() {}

    static Literal read(Scanner in) throws LiteralException {
      int radix = in.peek() == '0' ? radixOf(in.peek(1)) : 10;
      return radix == 10 ? decimal(in) : radix(in, radix);
    }

    private static int radixOf(int letter) {
      return switch (letter) {
        case 'x', 'X' -> 16;
        case 'o', 'O' -> 8;
        case 'b', 'B' -> 2;
        default -> 10;
      };
    }

    static Literal negate(Literal value) {
      if (value.is(Kind.INT)) {
        return Literal.ofInt(-value.number());
      }
      String text = value.text();
      return Literal.ofText(value.kind(), text.startsWith("-") ? text.substring(1) : "-" + text);
    }

    private static Literal radix(Scanner in, int radix) throws LiteralException {
      int start = in.position();
      in.next();
      in.next();
      if (in.peek() == '_') {
        in.next();
      }
      String digits = digits(in, radix);
      if (digits.isEmpty()) {
        throw new LiteralException("a number without digits", start);
      }
      return toInt(digits, radix, start);
    }

    private static Literal decimal(Scanner in) throws LiteralException {
      int start = in.position();
      String whole = digits(in, 10);
      boolean isFloat = false;
      StringBuilder text = new StringBuilder(whole);
      if (in.peek() == '.') {
        isFloat = true;
        in.next();
        String fraction = digits(in, 10);
        if (whole.isEmpty() && fraction.isEmpty()) {
          throw new LiteralException("not a literal", start);
        }
        text.append('.').append(fraction);
      }
      if (in.peek() == 'e' || in.peek() == 'E') {
        isFloat = true;
        in.next();
        text.append('e');
        if (in.peek() == '+' || in.peek() == '-') {
          text.append((char) in.next());
        }
        String exponent = digits(in, 10);
        if (exponent.isEmpty()) {
          throw new LiteralException("an exponent without digits", start);
        }
        text.append(exponent);
      }
      if (isFloat) {
        checkLength(text.length(), start);
        return Literal.ofText(
            Kind.FLOAT, new PyFloat(Double.parseDouble(text.toString())).toString());
      }
      if (whole.charAt(0) == '0' && !isZeros(whole)) {
        throw new LiteralException("leading zeros in a decimal int", start);
      }
      return toInt(whole, 10, start);
    }

    private static boolean isZeros(String digits) {
      for (int i = 0; i < digits.length(); i++) {
        if (digits.charAt(i) != '0') {
          return false;
        }
      }
      return true;
    }

    /** Reads digits, and omits single underscores between them. */
    private static String digits(Scanner in, int radix) throws LiteralException {
      StringBuilder digits = new StringBuilder();
      while (true) {
        int c = in.peek();
        if (c > 0 && c < 0x80 && Character.digit(c, radix) >= 0) {
          digits.append((char) in.next());
        } else if (c == '_' && digits.length() > 0) {
          in.next();
          int after = in.peek();
          if (after < 0 || after >= 0x80 || Character.digit(after, radix) < 0) {
            throw in.error("an underscore that is not between digits");
          }
        } else {
          return digits.toString();
        }
      }
    }

    private static void checkLength(int digits, int start) throws LiteralException {
      if (digits > MAX_DIGITS) {
        throw new LiteralException("more than " + MAX_DIGITS + " digits", start);
      }
    }

    private static Literal toInt(String digits, int radix, int start) throws LiteralException {
      checkLength(digits.length(), start);
      // 15 digits in any base up to 16 fit in a long
      if (digits.length() <= 15) {
        return Literal.ofInt(Long.parseLong(digits, radix));
      }
      BigInteger value = new BigInteger(digits, radix);
      return value.bitLength() < Long.SIZE
          ? Literal.ofInt(value.longValue())
          : Literal.ofText(Kind.BIG_INT, value.toString());
    }
  }

  /**
   * Reads Python's str and bytes tokens: with either quote, tripled or not, the prefixes u, r, b
   * and br, and escapes. Adjacent tokens are one string.
   */
  static final class StringReader {
    private final Scanner in;
    private final boolean raw;
    private final boolean bytes;
    private final StringBuilder out;

    private StringReader(Scanner in, boolean raw, boolean bytes, StringBuilder out) {
      this.in = in;
      this.raw = raw;
      this.bytes = bytes;
      this.out = out;
    }

    /** Whether a string token is next. */
    static boolean startsAt(Scanner in) {
      int letters = prefixLength(in);
      return letters >= 0 && isQuote(in.peek(letters));
    }

    /** Reads one or more adjacent string tokens. */
    static Literal read(Scanner in) throws LiteralException {
      StringBuilder out = new StringBuilder();
      boolean allBytes = false;
      boolean first = true;
      while (true) {
        boolean isBytes = token(in, out);
        if (!first && isBytes != allBytes) {
          throw in.error("bytes and str in one string");
        }
        allBytes = isBytes;
        first = false;
        int end = in.position();
        in.skipBlank();
        if (!startsAt(in)) {
          in.moveTo(end);
          return Literal.ofText(allBytes ? Kind.BYTES : Kind.STR, out.toString());
        }
      }
    }

    private static boolean isQuote(int c) {
      return c == '\'' || c == '"';
    }

    /**
     * The length of the prefix u, r, b, br or rb, which may be empty; -1 if no string starts here.
     */
    private static int prefixLength(Scanner in) {
      int first = lower(in.peek());
      if (isQuote(first)) {
        return 0;
      }
      int second = lower(in.peek(1));
      if (isQuote(second)) {
        return first == 'u' || first == 'r' || first == 'b' ? 1 : -1;
      }
      return (first == 'b' && second == 'r') || (first == 'r' && second == 'b') ? 2 : -1;
    }

    private static int lower(int c) {
      return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    /** Appends the text of one token; returns whether it is bytes. */
    private static boolean token(Scanner in, StringBuilder out) throws LiteralException {
      boolean raw = false;
      boolean bytes = false;
      while (!isQuote(in.peek())) {
        int letter = lower(in.next());
        raw |= letter == 'r';
        bytes |= letter == 'b';
      }
      new StringReader(in, raw, bytes, out).body();
      return bytes;
    }

    private void body() throws LiteralException {
      int start = in.position();
      int quote = in.next();
      boolean triple = in.peek() == quote && in.peek(1) == quote;
      if (triple) {
        in.next();
        in.next();
      }
      while (true) {
        int c = in.next();
        if (c == Scanner.END || (!triple && (c == '\n' || c == '\r'))) {
          throw new LiteralException("a string is not terminated", start);
        }
        if (c == quote && (!triple || (in.peek() == quote && in.peek(1) == quote))) {
          if (triple) {
            in.next();
            in.next();
          }
          return;
        }
        if (c == '\\') {
          backslash();
        } else {
          plain(c);
        }
      }
    }

    private void plain(int c) throws LiteralException {
      if (bytes && c > 0x7f) {
        throw in.error("bytes with a character that is not ASCII");
      }
      if (c == '\r') {
        skipLineFeed();
        out.append('\n');
      } else {
        out.append((char) c);
      }
    }

    private void backslash() throws LiteralException {
      int c = in.next();
      if (c == Scanner.END) {
        throw in.error("a string is not terminated");
      }
      if (raw) {
        out.append('\\');
        plain(c);
        return;
      }
      switch (c) {
        case '\n' -> {} // the line goes on
        case '\r' -> skipLineFeed();
        case 'a' -> out.append('\u0007');
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'v' -> out.append('\u000b');
        case '\\', '\'', '"' -> out.append((char) c);
        default -> codeEscape(c);
      }
    }

    /** Skips a line feed after a carriage return: Python reads both as one line end. */
    private void skipLineFeed() {
      if (in.peek() == '\n') {
        in.next();
      }
    }

    private void codeEscape(int c) throws LiteralException {
      if (c >= '0' && c <= '7') {
        octal(c);
      } else if (c == 'x') {
        out.append((char) hex(2));
      } else if (c == 'u' && !bytes) {
        out.append((char) hex(4));
      } else if (c == 'U' && !bytes) {
        int codePoint = hex(8);
        if (!Character.isValidCodePoint(codePoint)) {
          throw in.error("an escape beyond U+10FFFF");
        }
        out.appendCodePoint(codePoint);
      } else if (c == 'N' && !bytes) {
        throw in.error("a character by its Unicode name");
      } else {
        // Python keeps unknown escapes as they are
        out.append('\\');
        plain(c);
      }
    }

    private void octal(int first) {
      int value = first - '0';
      for (int i = 0; i < 2 && in.peek() >= '0' && in.peek() <= '7'; i++) {
        value = value * 8 + (in.next() - '0');
      }
      out.append((char) (bytes ? value & 0xff : value));
    }

    private int hex(int digits) throws LiteralException {
      int value = 0;
      for (int i = 0; i < digits; i++) {
        int c = in.peek();
        int digit = c > 0 && c < 0x80 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
          throw in.error("an escape with too few digits");
        }
        in.next();
        value = value << 4 | digit;
      }
      return value;
    }
  }
}

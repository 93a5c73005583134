package dev.brine.npy.internal.literal;

import dev.brine.npy.internal.literal.Literal.Kind;

/**
 * Python's str and bytes tokens: either quote, tripled or not, the prefixes u, r, b and br,
 * escapes, and tokens that follow one another, which are one.
 */
final class StringReader {
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

  /** The one or more string tokens that are next. */
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

  /** 0, 1 or 2 for none or one of u, r, b, br, rb in any case, else -1. */
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

  /** Appends one token's text; true if it is bytes. */
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
        throw new LiteralException("a string without an end", start);
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
      throw in.error("a string without an end");
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

  /** After a carriage return: Python reads the two as one line end. */
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
      // an escape Python does not know stays as it is written
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

package dev.brine.datasets.internal.keras;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * A position in a UTF-8 JSON text (RFC 8259) that advances token by token. Strings are validated
 * but not created, because most words of a word index are never used.
 */
final class JsonCursor {
  private final byte[] json;
  private final Location location;
  private int position;

  JsonCursor(byte[] json, Location location) {
    this.json = json;
    this.location = location;
  }

  int position() {
    return position;
  }

  /** Skips a UTF-8 byte order mark, which some editors leave at the start of a file. */
  void skipByteOrderMark() {
    if (json.length >= 3
        && json[0] == (byte) 0xef
        && json[1] == (byte) 0xbb
        && json[2] == (byte) 0xbf) {
      position = 3;
    }
  }

  /** Returns the next character that is not white space, without skipping it. */
  char peek(String wanted) throws BrineException {
    skipWhiteSpace();
    if (position == json.length) {
      throw truncated(wanted);
    }
    return (char) (json[position] & 0xff);
  }

  /** Skips {@code c}, or throws an exception that names {@code wanted} as the expected token. */
  void expect(char c, String wanted) throws BrineException {
    if (position < json.length && json[position] == c) {
      position++;
      return;
    }
    char found = peek(wanted);
    if (found != c) {
      throw malformed(position, "expected " + wanted + " but found " + shown(found));
    }
    position++;
  }

  /** Checks that only white space is left. */
  void expectEnd() throws BrineException {
    skipWhiteSpace();
    if (position != json.length) {
      char found = (char) (json[position] & 0xff);
      throw malformed(position, "expected the end of the file but found " + shown(found));
    }
  }

  /** Skips a valid string, and returns the offset of the first byte after its opening quote. */
  int string(String wanted) throws BrineException {
    expect('"', wanted);
    int start = position;
    boolean ascii = true;
    byte[] bytes = json;
    int i = start;
    while (true) {
      if (i == bytes.length) {
        position = i;
        throw truncated("the end of the string that starts at byte " + (start - 1));
      }
      byte b = bytes[i];
      if (b > '\\') {
        i++; // almost every byte is a letter
      } else if (b == '"') {
        break;
      } else if (b == '\\') {
        i = escape(i);
      } else if (b >= 0 && b < ' ') {
        throw malformed(i, "control character " + shown((char) b) + " in a string");
      } else {
        ascii &= b >= 0;
        i++;
      }
    }
    if (!ascii) {
      checkUtf8(start, i);
    }
    position = i + 1;
    return start;
  }

  /** Checks the escape at {@code at} and returns the offset of the byte after it. */
  private int escape(int at) throws BrineException {
    int length = at + 1 < json.length && json[at + 1] == 'u' ? 6 : 2;
    if (at + length > json.length) {
      position = json.length;
      throw truncated("the rest of the escape at byte " + at);
    }
    boolean valid =
        length == 2
            ? "\"\\/bfnrt".indexOf(json[at + 1]) >= 0
            : JsonStrings.hexDigits(json, at + 2) >= 0;
    if (!valid) {
      throw malformed(at, "an invalid escape");
    }
    return at + length;
  }

  private void checkUtf8(int start, int end) throws MalformedException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(json, start, end - start);
    CoderResult result = decoder.decode(in, CharBuffer.allocate(end - start), true);
    if (result.isError()) {
      throw new MalformedException(
          MalformedException.Kind.ENCODING,
          location.at(in.position()),
          "a word is not valid UTF-8");
    }
  }

  /** Skips a rank and returns it. */
  int rank() throws BrineException {
    char first = peek("a rank");
    int start = position;
    if (first == '-') {
      throw malformed(start, "a rank must be non-negative");
    }
    if (first < '0' || first > '9') {
      throw malformed(start, "a rank must be a whole number but starts with " + shown(first));
    }
    byte[] bytes = json;
    long value = 0;
    int i = start;
    for (; i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      value = value * 10 + (bytes[i] - '0');
      if (value > Integer.MAX_VALUE) {
        throw malformed(start, "a rank must be at most " + Integer.MAX_VALUE);
      }
    }
    if (first == '0' && i - start > 1) {
      throw malformed(start, "a number must not start with 0");
    }
    if (i < json.length && (json[i] == '.' || json[i] == 'e' || json[i] == 'E')) {
      throw malformed(start, "a rank must be a whole number, without a fraction or exponent");
    }
    position = i;
    return (int) value;
  }

  private void skipWhiteSpace() {
    byte[] bytes = json;
    int i = position;
    while (i < bytes.length && bytes[i] <= ' ' && isWhiteSpace(bytes[i])) {
      i++;
    }
    position = i;
  }

  private static boolean isWhiteSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  MalformedException malformed(int at, String reason) {
    return new MalformedException(MalformedException.Kind.MALFORMED, location.at(at), reason);
  }

  private TruncatedException truncated(String wanted) {
    return new TruncatedException(
        location.at(json.length), "the file ends where " + wanted + " should be");
  }

  private static String shown(char c) {
    return c > ' ' && c < 0x7f ? "'" + c + "'" : "byte 0x" + Integer.toHexString(c);
  }

  /** Decodes strings from JSON bytes that {@link JsonCursor} has validated. */
  static final class JsonStrings {
    private JsonStrings() {}

    /** Returns the string whose first byte after the opening quote is at {@code start}. */
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

    /** Returns the value of four hexadecimal digits, or -1 if one of them is not a digit. */
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
}

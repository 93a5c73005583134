package dev.brine.pickle;

import dev.brine.error.BrineException.Kind;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Reads the strings of the text protocols: Python 2's quoted STRING and the escapes of UNICODE. */
final class TextStrings {
  private final OpcodeReader reader;

  TextStrings(OpcodeReader reader) {
    this.reader = reader;
  }

  /** Returns a quoted str of Python 2 as bytes, its backslash escapes undone. */
  byte[] quoted() throws IOException {
    String line = reader.line("STRING");
    int last = line.length() - 1;
    if (last < 1 || line.charAt(0) != line.charAt(last) || "'\"".indexOf(line.charAt(0)) < 0) {
      throw reader.malformedLine(Kind.MALFORMED, "the STRING opcode argument must be quoted");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(last);
    int i = 1;
    while (i < last) {
      char c = line.charAt(i++);
      if (c != '\\') {
        bytes.write(c);
      } else if (i == last) {
        throw reader.malformedLine(Kind.MALFORMED, "the STRING ends with a single backslash");
      } else {
        i = escape(line, i, last, bytes);
      }
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes the escape sequence whose backslash is before {@code i}, and returns the index of its
   * end.
   */
  private int escape(String line, int i, int last, ByteArrayOutputStream bytes) throws IOException {
    char c = line.charAt(i);
    int simple = "\\'\"abfnrtv".indexOf(c);
    if (simple >= 0) {
      bytes.write("\\'\"\u0007\b\f\n\r\t\u000b".charAt(simple));
      return i + 1;
    }
    if (c >= '0' && c <= '7') {
      int value = 0;
      int end = i;
      while (end < last && end < i + 3 && Character.digit(line.charAt(end), 8) >= 0) {
        value = value * 8 + Character.digit(line.charAt(end++), 8);
      }
      bytes.write(value);
      return end;
    }
    if (c == 'x') {
      int value = i + 3 <= last ? hex(line, i + 1, 2) : -1;
      if (value < 0) {
        throw reader.malformedLine(Kind.MALFORMED, "invalid \\x escape in a STRING");
      }
      bytes.write(value);
      return i + 3;
    }
    bytes.write('\\');
    return i;
  }

  /**
   * Returns a str in {@code raw-unicode-escape}: only {@code \}{@code u} and {@code \U} are
   * escapes.
   */
  String rawUnicode() throws IOException {
    String line = reader.line("UNICODE");
    int backslash = line.indexOf('\\');
    if (backslash < 0) {
      return line;
    }
    StringBuilder text = new StringBuilder(line.length()).append(line, 0, backslash);
    int i = backslash;
    while (i < line.length()) {
      char c = line.charAt(i++);
      char next = i < line.length() ? line.charAt(i) : ' ';
      if (c != '\\' || i == line.length()) {
        text.append(c);
      } else if (next == 'u' || next == 'U') {
        int width = next == 'u' ? 4 : 8;
        int code = i + 1 + width <= line.length() ? hex(line, i + 1, width) : -1;
        if (code < 0 || code > Character.MAX_CODE_POINT) {
          throw reader.malformedLine(Kind.ENCODING, "invalid \\" + next + " escape in a UNICODE");
        }
        text.appendCodePoint(code);
        i += 1 + width;
      } else {
        text.append(c).append(next);
        i++;
      }
    }
    return text.toString();
  }

  private static int hex(String text, int from, int count) {
    long value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value > Integer.MAX_VALUE ? -1 : (int) value;
  }
}

package dev.brine.convert.internal.table;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The characters of a text in UTF-8, one after another, without a byte order mark at its start.
 * What is no UTF-8, and a NUL, is refused by its line and offset.
 */
final class TextInput implements Closeable {
  private static final int BLOCK = 1 << 14;
  private static final char MARK = '\ufeff';

  private final InputStream in;
  private final Location location;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK).flip();
  private final char[] chars = new char[BLOCK];
  private int at;
  private int end;
  private boolean ended;
  private long line = 1;

  /** Where the bytes of the characters at hand begin, and where those that follow do. */
  private long from;

  private long next;

  private TextInput(InputStream in, Location location) {
    this.in = in;
    this.location = location;
  }

  /** Opens a text. */
  static TextInput open(Path path, Location location) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "is a directory");
    }
    InputStream in = Files.newInputStream(path);
    TextInput input = new TextInput(in, location);
    boolean open = false;
    try {
      if (input.peek() == MARK) {
        input.at++;
      }
      open = true;
      return input;
    } finally {
      if (!open) {
        in.close();
      }
    }
  }

  /** The number of the line on which the next character stands, from 1. */
  long line() {
    return line;
  }

  /** The next character; -1 after the last. */
  int read() throws IOException {
    if (at == end && !fill()) {
      return -1;
    }
    char c = chars[at];
    if (c == 0) {
      throw malformed("has a NUL, which no text has; is it UTF-16?", from + utf8(at));
    }
    at++;
    if (c == '\n' || (c == '\r' && peek() != '\n')) {
      line++;
    }
    return c;
  }

  /** The next character, which is still to be read; -1 after the last. */
  int peek() throws IOException {
    return at < end || fill() ? chars[at] : -1;
  }

  /**
   * Reads on to the next {@code stop} or control character, but no further than what is at hand,
   * and adds what it reads to a cell.
   */
  void readTo(char stop, Cells cells) {
    int start = at;
    while (at < end && chars[at] != stop && chars[at] >= ' ') {
      at++;
    }
    cells.append(chars, start, at - start);
  }

  private boolean fill() throws IOException {
    from = next;
    CharBuffer target = CharBuffer.wrap(chars);
    CoderResult result = decoder.decode(bytes, target, ended);
    while (target.position() == 0 && result.isUnderflow() && !ended) {
      bytes.compact();
      int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      ended = count < 0;
      bytes.position(bytes.position() + Math.max(count, 0)).flip();
      result = decoder.decode(bytes, target, ended);
    }
    at = 0;
    end = target.position();
    next += utf8(end);
    if (end == 0 && result.isError()) {
      boolean wide = next == 0 && (bytes.get(0) == (byte) 0xff || bytes.get(0) == (byte) 0xfe);
      throw malformed(wide ? "is UTF-16, not UTF-8" : "is not UTF-8", next);
    }
    return end > 0;
  }

  /** How many bytes the first so many characters at hand take. */
  private int utf8(int count) {
    return utf8(CharBuffer.wrap(chars, 0, count));
  }

  /** How many bytes a text takes in UTF-8. */
  static int utf8(CharSequence text) {
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // each half of a surrogate pair is two bytes of its four
      size += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return size;
  }

  private MalformedException malformed(String what, long offset) {
    return new MalformedException(Kind.ENCODING, location.at(offset), "line " + line + " " + what);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

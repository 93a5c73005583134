package dev.brine.convert.internal.text;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the characters of a UTF-8 file, without the byte order mark that it may begin with. The
 * errors for malformed UTF-8 and NUL characters name the line and the offset.
 */
final class TextInput extends Reader {
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

  /** The offset in the file of the characters in the buffer. */
  private long from;

  /** The offset in the file of the characters after them. */
  private long next;

  private TextInput(InputStream in, Location location) {
    this.in = in;
    this.location = location;
  }

  /** Opens a file. */
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

  /** Returns the line number of the next character, counted from 1. */
  long line() {
    return line;
  }

  /** Returns the next character, or -1 at the end of the file. */
  @Override
  public int read() throws IOException {
    if (at == end && !fill()) {
      return -1;
    }
    char c = chars[at];
    if (c == 0) {
      throw malformed("contains a NUL character; is the file UTF-16?", from + utf8(at));
    }
    at++;
    if (c == '\n' || (c == '\r' && peek() != '\n')) {
      line++;
    }
    return c;
  }

  /** Returns the next character without reading it, or -1 at the end of the file. */
  int peek() throws IOException {
    return at < end || fill() ? chars[at] : -1;
  }

  /** Reads characters, at most to the end of the buffer. */
  @Override
  public int read(char[] to, int offset, int length) throws IOException {
    int count = 0;
    // read() checks and counts control characters; the others are copied in runs
    while (count < length && (count == 0 || at < end)) {
      int c = peek();
      if (c < 0) {
        return count == 0 ? -1 : count;
      }
      if (c < ' ') {
        if (c == 0 && count > 0) {
          return count;
        }
        to[offset + count++] = (char) read();
        continue;
      }
      int start = at;
      int limit = Math.min(end, at + length - count);
      while (at < limit && chars[at] >= ' ') {
        at++;
      }
      System.arraycopy(chars, start, to, offset + count, at - start);
      count += at - start;
    }
    return count;
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

  /** Returns the size in UTF-8 of the first characters in the buffer. */
  private int utf8(int count) {
    return utf8(CharBuffer.wrap(chars, 0, count));
  }

  /** Returns the size in UTF-8 of a string. */
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

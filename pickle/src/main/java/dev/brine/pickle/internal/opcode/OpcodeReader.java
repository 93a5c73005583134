package dev.brine.pickle.internal.opcode;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads opcodes and their arguments from a stream. A length that the stream claims is not trusted
 * until the bytes have been read.
 */
public final class OpcodeReader extends FrameWindow {
  private static final int LARGEST_STEP = 1 << 20;
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 16;

  private final long longestArgument;
  private long lineStart;

  /**
   * Creates a reader.
   *
   * @param start the offset of the stream's first byte in its member
   * @param longest how many bytes may be read at most
   * @param longestArgument how many bytes one argument may have at most; text half of it
   */
  public OpcodeReader(
      InputStream in, Location location, long start, long longest, long longestArgument) {
    super(in, location, start, longest);
    this.longestArgument = longestArgument;
  }

  /**
   * Creates a reader of the bytes {@code [from, to)}, the first of which stands at {@code start}.
   */
  public OpcodeReader(
      byte[] bytes,
      int from,
      int to,
      Location location,
      long start,
      long longest,
      long longestArgument) {
    super(bytes, from, to, location, start, longest);
    this.longestArgument = longestArgument;
  }

  /** Returns the next opcode's byte, 0 to 255. */
  public int code() throws IOException {
    if (position == pause) {
      nextOpcode();
    }
    return window[position++] & 0xff;
  }

  /** Returns the next opcode's byte, 0 to 255, without reading it. */
  public int peek() throws IOException {
    if (position == pause) {
      nextOpcode();
    }
    return window[position] & 0xff;
  }

  /**
   * Reads consecutive ints (BININT, BININT1 and BININT2), as many as the window and the target
   * hold. The next opcode must be one of these.
   *
   * @return the index in the target after the last int
   */
  public int ints(int[] target, int at) throws IOException {
    if (pause - position < 5) {
      return oneInt(target, at);
    }
    byte[] bytes = window;
    int here = position;
    int last = pause - 5;
    int to = at;
    int end = target.length;
    while (here <= last && to < end) {
      int code = bytes[here];
      if (code == 'J') {
        target[to++] = int4(bytes, here + 1);
        here += 5;
        continue;
      }
      // K and M alternate as the data does, which no branch predictor can guess: take two bytes
      // for both, and mask the second one away for K.
      if (((code - 'K') & ~2) != 0) {
        break;
      }
      int wide = (code - 'K') >> 1;
      int second = (bytes[here + 2] & 0xff) << 8;
      target[to++] = (bytes[here + 1] & 0xff) | (second & -wide);
      here += 2 + wide;
    }
    position = here;
    return to;
  }

  private int oneInt(int[] target, int at) throws IOException {
    int code = code();
    target[at] = code == 'K' ? uint1() : code == 'M' ? uint2() : int4();
    return at + 1;
  }

  /** Steps back over the opcode's byte that {@link #code} just read. */
  public void unread() {
    position--;
  }

  /** One unsigned byte. */
  public int uint1() throws IOException {
    need(1);
    return window[position++] & 0xff;
  }

  /** Two bytes, unsigned. */
  public int uint2() throws IOException {
    need(2);
    int value = (window[position] & 0xff) | ((window[position + 1] & 0xff) << 8);
    position += 2;
    return value;
  }

  /** Four bytes, signed. */
  public int int4() throws IOException {
    need(4);
    int value = int4(window, position);
    position += 4;
    return value;
  }

  /** Four bytes, unsigned. */
  public long uint4() throws IOException {
    return int4() & 0xffffffffL;
  }

  /** Reads eight bytes as a long; the caller decides whether the highest bit is a sign. */
  public long int8() throws IOException {
    long low = uint4();
    return low | (uint4() << 32);
  }

  /** Returns the bits of a double, big-endian. */
  public long float8() throws IOException {
    need(8);
    long high = Integer.reverseBytes(int4(window, position)) & 0xffffffffL;
    long low = Integer.reverseBytes(int4(window, position + 4)) & 0xffffffffL;
    position += 8;
    return high << 32 | low;
  }

  /** Returns the next {@code length} bytes. */
  public byte[] bytes(long length, String what) throws IOException {
    return bytes(length, what, longestArgument);
  }

  private byte[] bytes(long length, String what, long longest) throws IOException {
    checkLength(length, what);
    if (length <= pause - position) {
      byte[] copy = Arrays.copyOfRange(window, position, position + (int) length);
      position += (int) length;
      return copy;
    }
    return collect(length, what, Math.min(longest, LONGEST_ARRAY));
  }

  /** Returns the next {@code length} bytes as UTF-8, in which surrogates may stand alone. */
  public String utf8(long length, String what) throws IOException {
    long at = offset();
    if (length >= 0 && length <= pause - position) {
      int from = position;
      position += (int) length;
      return Utf8.decode(window, from, (int) length, location, at);
    }
    byte[] bytes = bytes(length, what, longestArgument / 2);
    return Utf8.decode(bytes, 0, bytes.length, location, at);
  }

  /** Returns these bytes as UTF-8, in which surrogates may stand alone. */
  public static String utf8(byte[] bytes, Location location, long offset)
      throws MalformedException {
    return Utf8.decode(bytes, 0, bytes.length, location, offset);
  }

  /** Returns the text up to the next line feed, one character per byte, as long as text may be. */
  public String line(String what) throws IOException {
    return line((int) Math.min(longestArgument / 2, LONGEST_ARRAY), what, "heapBytes");
  }

  /**
   * Returns the text up to the next line feed, one character per byte.
   *
   * @param longest how many bytes it may have
   * @param limit the limit's name
   */
  public String line(int longest, String what, String limit) throws IOException {
    lineStart = offset();
    int longestLine = Math.min(longest, LONGEST_ARRAY);
    int scanned = 0;
    while (true) {
      int end = Math.min(pause - position, longestLine + 1);
      for (int i = scanned; i < end; i++) {
        if (window[position + i] == '\n') {
          String line = new String(window, position, i, StandardCharsets.ISO_8859_1);
          position += i + 1;
          return line;
        }
      }
      if (end > longestLine) {
        throw tooLong(lineStart, what, longestLine, limit);
      }
      scanned = end;
      long at = offset();
      need(end + 1, 1);
      if (offset() != at) {
        scanned = 0; // the part within the frame was dropped
      }
    }
  }

  /**
   * Returns the bytes that are left, one character each, where an argument that reads to a line
   * feed finds none: Python's own unpickler takes them, but for the last one.
   */
  public String unfinishedLine() {
    int count = Math.max(0, pause - position - 1);
    String line = new String(window, position, count, StandardCharsets.ISO_8859_1);
    position = pause;
    return line;
  }

  /** Returns a failure of this kind where the line that was read last begins. */
  public MalformedException malformedLine(Kind kind, String reason) {
    return new MalformedException(kind, location.at(lineStart), reason);
  }

  /** Reads a long argument in steps, so that a false length wastes little memory. */
  private byte[] collect(long claimed, String what, long longest) throws IOException {
    byte[] collected = new byte[(int) Math.min(claimed, LARGEST_STEP)];
    int done = 0;
    while (done < claimed) {
      if (position == pause && !fill(1)) {
        throw new TruncatedException(
            truncation(),
            location.at(offset()),
            what + " claims " + claimed + " bytes, " + done + " are left");
      }
      int count = (int) Math.min(pause - position, claimed - done);
      if (count > longest - done) {
        throw tooLong(offset() - done, what, longest, "heapBytes");
      }
      if (done + count > collected.length) {
        long size = Math.max(2L * collected.length, done + count);
        collected = Arrays.copyOf(collected, (int) Math.min(size, Math.min(claimed, longest)));
      }
      System.arraycopy(window, position, collected, done, count);
      position += count;
      done += count;
    }
    return collected;
  }

  private LimitException tooLong(long at, String what, long longest, String limit) {
    return new LimitException(
        location.at(at), what + " is longer than " + longest + " bytes (limit " + limit + ")");
  }

  private static int int4(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | ((bytes[at + 1] & 0xff) << 8)
        | ((bytes[at + 2] & 0xff) << 16)
        | (bytes[at + 3] << 24);
  }
}

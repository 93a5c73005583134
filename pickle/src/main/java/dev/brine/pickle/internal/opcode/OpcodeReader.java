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
import org.jspecify.annotations.Nullable;

/**
 * Takes opcodes and their arguments off a stream through a window that is refilled as needed. Keeps
 * count of offsets, and enforces frames: an opcode or an argument never crosses the end of one. No
 * length that the stream claims is believed before the bytes are there.
 */
public final class OpcodeReader {
  private static final int WINDOW = 1 << 16;
  private static final int LARGEST_STEP = 1 << 20;
  private static final long NO_FRAME = Long.MAX_VALUE;

  private final InputStream in;
  private final Location location;
  private final long longest;
  private final long start;
  private byte[] window;
  private int position;

  /** Where reading must pause: the end of the window, or of the frame where that comes first. */
  private int pause;

  private int filled;

  /** The offset of {@code window[0]}. */
  private long origin;

  private long frameEnd = NO_FRAME;
  private boolean ended;

  /**
   * Creates a reader.
   *
   * @param start the offset of the stream's first byte in its member
   * @param longest how many bytes may be read at most
   */
  public OpcodeReader(InputStream in, Location location, long start, long longest) {
    this.in = in;
    this.location = location;
    this.longest = longest;
    this.start = start;
    this.origin = start;
    this.window = new byte[WINDOW];
  }

  /** The offset of the next byte, from the start of the member. */
  public long offset() {
    return origin + position;
  }

  /** How many bytes of the pickle have been read. */
  public long consumed() {
    return offset() - start;
  }

  /** The file and member that are read. */
  public Location location() {
    return location;
  }

  /** Whether a frame is open and has bytes left. */
  public boolean insideFrame() {
    return frameEnd != NO_FRAME && offset() < frameEnd;
  }

  /** The next opcode's byte, 0 to 255. */
  public int code() throws IOException {
    if (position == pause) {
      if (offset() == frameEnd) {
        leaveFrame();
      }
      if (position == pause && !fill(1)) {
        throw truncated(1);
      }
    }
    return window[position++] & 0xff;
  }

  /**
   * Reads as many ints as follow one another, BININT, BININT1 and BININT2, as far as the window and
   * the target reach. The next opcode is known to be one of them.
   *
   * @return the index in the target after the last int
   */
  public int ints(long[] target, int at) throws IOException {
    if (pause - position < 5) {
      return oneInt(target, at);
    }
    byte[] bytes = window;
    int here = position;
    int last = pause - 5;
    int to = at;
    int end = target.length;
    while (here <= last && to < end) {
      byte code = bytes[here];
      if (code == 'K') {
        target[to++] = bytes[here + 1] & 0xff;
        here += 2;
      } else if (code == 'M') {
        target[to++] = (bytes[here + 1] & 0xff) | ((bytes[here + 2] & 0xff) << 8);
        here += 3;
      } else if (code == 'J') {
        target[to++] = int4(bytes, here + 1);
        here += 5;
      } else {
        break;
      }
    }
    position = here;
    return to;
  }

  private int oneInt(long[] target, int at) throws IOException {
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

  /** Eight bytes, of which the highest bit is a sign only by accident. */
  public long int8() throws IOException {
    long low = uint4();
    return low | (uint4() << 32);
  }

  /** The bits of a double, big-endian. */
  public long float8() throws IOException {
    need(8);
    long high = Integer.reverseBytes(int4(window, position)) & 0xffffffffL;
    long low = Integer.reverseBytes(int4(window, position + 4)) & 0xffffffffL;
    position += 8;
    return high << 32 | low;
  }

  /** The next {@code length} bytes. */
  public byte[] bytes(long length, String what) throws IOException {
    checkLength(length, what);
    if (length <= pause - position) {
      byte[] copy = Arrays.copyOfRange(window, position, position + (int) length);
      position += (int) length;
      return copy;
    }
    return collect((int) Math.min(length, Integer.MAX_VALUE), length, what);
  }

  /** The next {@code length} bytes as UTF-8, in which surrogates may stand alone. */
  public String utf8(long length, String what) throws IOException {
    long at = offset();
    if (length >= 0 && length <= pause - position) {
      String text = Utf8.decode(window, position, (int) length, location, at);
      position += (int) length;
      return text;
    }
    byte[] bytes = bytes(length, what);
    return Utf8.decode(bytes, 0, bytes.length, location, at);
  }

  /** These bytes as UTF-8, in which surrogates may stand alone. */
  public static String utf8(byte[] bytes, Location location, long offset)
      throws MalformedException {
    return Utf8.decode(bytes, 0, bytes.length, location, offset);
  }

  /**
   * The text up to the next line feed, one character a byte.
   *
   * @param longestLine how many bytes it may have
   * @param limit the limit's name, or null where the pickle's own length is the limit
   */
  public String line(int longestLine, String what, @Nullable String limit) throws IOException {
    long at = offset();
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
        throw new LimitException(
            location.at(at),
            what
                + " is longer than "
                + longestLine
                + " bytes"
                + (limit == null ? "" : " (limit " + limit + ")"));
      }
      scanned = end;
      need(end + 1);
    }
  }

  /** Opens a frame of {@code length} bytes. */
  public void enterFrame(long length) throws IOException {
    if (insideFrame()) {
      throw frame("a frame opens inside another");
    }
    if (length < 0 || length > longest - consumed()) {
      throw frame(
          "a frame of " + Long.toUnsignedString(length) + " bytes is longer than a pickle may be");
    }
    frameEnd = offset() + length;
    pause = (int) Math.min(filled, frameEnd - origin);
  }

  /** After STOP: whatever the open frame promised must be there, though nobody reads it. */
  public void finishFrame() throws IOException {
    while (insideFrame()) {
      if (position == pause && !fill(1)) {
        throw truncated(frameEnd - offset());
      }
      position = pause;
    }
  }

  /** A failure of this kind where the next byte is. */
  public MalformedException malformed(Kind kind, String reason) {
    return new MalformedException(kind, location.at(offset()), reason);
  }

  private MalformedException frame(String reason) {
    return malformed(Kind.FRAME, reason);
  }

  private void leaveFrame() {
    frameEnd = NO_FRAME;
    pause = filled;
  }

  /** Waits for {@code count} bytes that must all lie in the frame, if there is one. */
  private void need(int count) throws IOException {
    if (pause - position >= count) {
      return;
    }
    if (frameEnd != NO_FRAME) {
      if (offset() == frameEnd) {
        throw frame("an opcode crosses the end of its frame");
      }
      if (frameEnd - offset() < count) {
        throw frame("an argument crosses the end of its frame");
      }
    }
    if (!fill(count)) {
      throw truncated(count);
    }
  }

  private IOException truncated(long count) {
    int left = filled - position;
    String reason = count + " bytes are needed, " + left + " are left";
    return frameEnd == NO_FRAME
        ? new TruncatedException(
            location.at(offset()), "the pickle ends before its STOP: " + reason)
        : new TruncatedException(
            Kind.FRAME, location.at(offset()), "a frame is longer than the data: " + reason);
  }

  /** Reads until at least {@code count} bytes are in the window. */
  private boolean fill(int count) throws IOException {
    if (window.length - position < count || position == filled) {
      int kept = filled - position;
      byte[] target = count > window.length ? new byte[Math.max(count, kept * 2)] : window;
      System.arraycopy(window, position, target, 0, kept);
      window = target;
      origin += position;
      position = 0;
      filled = kept;
    }
    while (filled - position < count && !ended) {
      int read = in.read(window, filled, window.length - filled);
      if (read < 0) {
        ended = true;
      } else {
        filled += read;
      }
      if (origin + filled - start > longest) {
        throw new LimitException(
            location.at(origin + filled),
            "the pickle is longer than " + longest + " bytes (limit pickleBytes)");
      }
    }
    pause = (int) Math.min(filled, frameEnd - origin);
    return filled - position >= count;
  }

  private void checkLength(long length, String what) throws IOException {
    if (length < 0 || length > longest - consumed()) {
      throw new TruncatedException(
          location.at(offset()),
          what
              + " claims "
              + Long.toUnsignedString(length)
              + " bytes, more than a pickle may have");
    }
    if (frameEnd != NO_FRAME && length > frameEnd - offset()) {
      throw frame("an argument of " + length + " bytes crosses the end of its frame");
    }
  }

  /** Reads a long argument in steps, so that a lie about the length costs little memory. */
  private byte[] collect(int length, long claimed, String what) throws IOException {
    if (claimed > Integer.MAX_VALUE - 8) {
      throw new LimitException(
          location.at(offset()), what + " of " + claimed + " bytes is longer than a Java array");
    }
    byte[] collected = new byte[Math.min(length, LARGEST_STEP)];
    int done = 0;
    while (done < length) {
      if (position == pause && !fill(1)) {
        throw new TruncatedException(
            frameEnd == NO_FRAME ? Kind.TRUNCATED : Kind.FRAME,
            location.at(offset()),
            what + " claims " + claimed + " bytes, " + done + " are left");
      }
      int count = Math.min(pause - position, length - done);
      if (done + count > collected.length) {
        collected =
            Arrays.copyOf(
                collected, (int) Math.min(length, Math.max(2L * collected.length, done + count)));
      }
      System.arraycopy(window, position, collected, done, count);
      position += count;
      done += count;
    }
    return collected;
  }

  private static int int4(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | ((bytes[at + 1] & 0xff) << 8)
        | ((bytes[at + 2] & 0xff) << 16)
        | (bytes[at + 3] << 24);
  }
}

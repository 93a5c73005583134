package dev.brine.pickle.internal.opcode;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A window over a stream, refilled as needed. It counts offsets and enforces frames: no read
 * crosses the end of a frame.
 */
abstract sealed class FrameWindow permits OpcodeReader {
  private static final int FIRST_SIZE = 1 << 16;
  private static final int LARGEST_SIZE = Integer.MAX_VALUE - 8;
  private static final long NO_FRAME = Long.MAX_VALUE;

  private final InputStream in;
  private final long longest;

  /** The offset of the first byte, plus the number of bytes read as data. */
  private long start;

  final Location location;
  byte[] window;
  int position;

  /**
   * The index at which reading must pause: the end of the window or of the frame, whichever comes
   * first.
   */
  int pause;

  private int filled;

  /** The offset of {@code window[0]}. */
  private long origin;

  /**
   * How a reader that does not enforce frames handles an argument that crosses the end of a frame.
   */
  public enum Crossing {
    /** It reads on as if there were no frame: CPython's C unpickler with bytes in memory. */
    READ_ON,
    /**
     * It drops the rest of the frame and takes the argument from behind it: the C unpickler of
     * CPython 3.6 and 3.7 with a file.
     */
    DROP,
    /** The same, except for bytes and bytearrays: CPython 3.8 and later. */
    DROP_EXCEPT_BYTES
  }

  private long frameEnd = NO_FRAME;

  /** Receives what breaks the rules of frames, for readers that do not enforce them. */
  private @Nullable Consumer<String> onCrossing;

  private Crossing crossing = Crossing.READ_ON;
  private boolean crossed;

  private boolean ended;

  /** Reads the bytes {@code [from, to)} where they are, and never writes to them. */
  FrameWindow(byte[] bytes, int from, int to, Location location, long start, long longest) {
    this.in = InputStream.nullInputStream();
    this.location = location;
    this.longest = longest;
    this.start = start;
    this.window = bytes;
    this.position = from;
    this.filled = to;
    this.pause = to;
    this.origin = start - from;
    this.ended = true;
  }

  FrameWindow(InputStream in, Location location, long start, long longest) {
    this.in = in;
    this.location = location;
    this.longest = longest;
    this.start = start;
    this.origin = start;
    this.window = new byte[FIRST_SIZE];
  }

  /** Returns the offset of the next byte, from the start of the member. */
  public final long offset() {
    return origin + position;
  }

  /** Returns how many bytes of the pickle have been read. */
  public final long consumed() {
    return offset() - start;
  }

  /** Returns the file and member that are read. */
  public final Location location() {
    return location;
  }

  /** Returns whether a frame is open and has bytes left. */
  public final boolean insideFrame() {
    return frameEnd != NO_FRAME && offset() < frameEnd;
  }

  /** Returns how many bytes the open frame has left; 0 where none is open. */
  public final long frameLeft() {
    return insideFrame() ? frameEnd - offset() : 0;
  }

  /**
   * Reads past the end of a frame as if there were no frame, as CPython's C unpickler does.
   *
   * @param listener receives a description of each opcode that crosses the end of a frame
   */
  public final void ignoreFrames(Consumer<String> listener) {
    onCrossing = listener;
  }

  /** Chooses among the readers that do not enforce frames. */
  public final void crossAs(Crossing reading) {
    crossing = reading;
  }

  /**
   * Returns whether anything crossed the end of a frame, so that other readers see other opcodes.
   */
  public final boolean hasCrossed() {
    return crossed;
  }

  /** Opens a frame of {@code length} bytes. */
  public final void enterFrame(long length) throws IOException {
    if (insideFrame()) {
      boolean isWithin = Long.compareUnsigned(length, frameEnd - offset()) <= 0;
      long outer = frameEnd;
      cross("a frame opens inside another", isWithin);
      if (isWithin && crossing != Crossing.READ_ON) {
        frameEnd = outer;
        pause = (int) Math.min(filled, frameEnd - origin);
        return;
      }
    }
    if (length < 0 || length > left()) {
      throw frame(
          "a frame of "
              + Long.toUnsignedString(length)
              + " bytes is longer than the limit for a pickle");
    }
    frameEnd = offset() + length;
    pause = (int) Math.min(filled, frameEnd - origin);
  }

  /** After STOP, checks that the rest of the open frame exists, although it is not read. */
  public final void finishFrame() throws IOException {
    while (insideFrame()) {
      if (position == pause && !fill(1)) {
        throw truncated(frameEnd - offset());
      }
      position = pause;
    }
  }

  /**
   * Returns what was read of the stream and not used, without regard to frames; it is not used
   * here.
   *
   * @param from the offset of the first of these bytes; of what was used, those still at hand go
   *     back too
   */
  public final byte[] surplus(long from) {
    int first = (int) Math.max(0, Math.min(from - origin, position));
    byte[] rest = Arrays.copyOfRange(window, first, filled);
    position = filled;
    return rest;
  }

  /**
   * Takes the rest of the open frame out of the stream, so that the bytes after the frame are next.
   * Python's unpickler has read it by then.
   *
   * @return what {@link #resumeFrame} puts back
   */
  public final byte[] suspendFrame() throws IOException {
    byte[] rest = new byte[0];
    if (insideFrame()) {
      int left = (int) Math.min(frameEnd - offset(), LARGEST_SIZE);
      frameEnd = NO_FRAME;
      int count = fill(left) ? left : filled - position;
      rest = Arrays.copyOfRange(window, position, position + count);
      position += count;
    }
    frameEnd = NO_FRAME;
    pause = filled;
    return rest;
  }

  /** Puts the rest of a frame in front of what is next. */
  public final void resumeFrame(byte[] rest) {
    if (rest.length > 0) {
      byte[] target = new byte[Math.max(FIRST_SIZE, rest.length + filled - position)];
      System.arraycopy(rest, 0, target, 0, rest.length);
      System.arraycopy(window, position, target, rest.length, filled - position);
      origin += position - rest.length;
      filled = rest.length + filled - position;
      window = target;
      position = 0;
      frameEnd = offset() + rest.length;
      pause = (int) Math.min(filled, frameEnd - origin);
    }
  }

  /** Skips bytes that are not opcodes, outside of frames, and returns the number skipped. */
  public final long skip(long count) throws IOException {
    long left = count;
    while (left > 0 && (position < filled || fill(1))) {
      int step = (int) Math.min(left, filled - position);
      position += step;
      left -= step;
    }
    return count - left;
  }

  /**
   * Reads bytes that are data and not opcodes, outside of frames. They do not count as bytes of the
   * pickle.
   *
   * @return the number of bytes, at least 1 unless {@code length} is 0; -1 at the end
   */
  public final int readData(byte[] target, int offset, int length) throws IOException {
    if (position == filled && !ended && length >= window.length) {
      int count = in.read(target, offset, length);
      ended = count < 0;
      passed(Math.max(0, count));
      return count;
    }
    if (length > 0 && position == filled && !fill(1)) {
      return -1;
    }
    int count = Math.min(length, filled - position);
    System.arraycopy(window, position, target, offset, count);
    position += count;
    start += count;
    return count;
  }

  /**
   * Skips bytes that are data and not opcodes, as {@link #readData} reads them.
   *
   * @return the number of bytes skipped, which is less than {@code count} only at the end
   */
  public final long skipData(long count) throws IOException {
    long left = count;
    while (left > 0) {
      if (position == filled && !ended) {
        long skipped = in.skip(left);
        passed(skipped);
        left -= skipped;
      }
      if (left > 0 && position == filled && !fill(1)) {
        break;
      }
      int step = (int) Math.min(left, filled - position);
      position += step;
      start += step;
      left -= step;
    }
    return count - left;
  }

  /** Counts bytes of data that the stream gave past the window. */
  private void passed(long count) {
    origin += count;
    start += count;
  }

  /** Returns the next byte, which is not an opcode; -1 at the end. */
  public final int raw() throws IOException {
    return position < filled || fill(1) ? window[position++] & 0xff : -1;
  }

  /** Returns a failure of this kind where the next byte is. */
  public final MalformedException malformed(Kind kind, String reason) {
    return new MalformedException(kind, location.at(offset()), reason);
  }

  final MalformedException frame(String reason) {
    return malformed(Kind.FRAME, reason);
  }

  /** At the start of an opcode: leaves a frame that is used up, and has one byte in the window. */
  final void nextOpcode() throws IOException {
    if (offset() == frameEnd) {
      frameEnd = NO_FRAME;
      pause = filled;
    }
    if (position == pause && !fill(1)) {
      throw truncated(1);
    }
  }

  /** Waits for {@code count} bytes that must all lie in the frame, if there is one. */
  final void need(int count) throws IOException {
    need(count, count);
  }

  /**
   * Waits for {@code count} bytes, or for {@code afterDrop} bytes if the rest of a frame has to be
   * dropped first.
   */
  final void need(int count, int afterDrop) throws IOException {
    if (pause - position >= count) {
      return;
    }
    long at = offset();
    if (frameEnd != NO_FRAME) {
      if (offset() == frameEnd) {
        cross("an opcode crosses the end of its frame", false);
      } else if (frameEnd - offset() < count) {
        cross("an argument crosses the end of its frame", false);
      }
    }
    int wanted = offset() == at ? count : afterDrop;
    if (pause - position < wanted && !fill(wanted)) {
      throw truncated(wanted);
    }
  }

  /** Checks the length of an argument before anything is allocated for it. */
  final void checkLength(long length, String what) throws IOException {
    if (length < 0 || length > left()) {
      throw new TruncatedException(
          location.at(offset()),
          what
              + " claims "
              + Long.toUnsignedString(length)
              + " bytes, more than a pickle may have");
    }
    if (frameEnd != NO_FRAME && length > frameEnd - offset()) {
      boolean isBytes = crossing == Crossing.DROP_EXCEPT_BYTES && what.contains("BYTE");
      cross("an argument of " + length + " bytes crosses the end of its frame", isBytes);
    }
  }

  /** Gives up the open frame, or fails where frames are enforced. */
  private void cross(String reason, boolean readsOn) throws IOException {
    if (onCrossing == null) {
      throw frame(reason);
    }
    crossed = true;
    long end = frameEnd;
    frameEnd = NO_FRAME;
    pause = filled;
    if (crossing != Crossing.READ_ON && !readsOn) {
      while (offset() < end) {
        if (position == filled && !fill(1)) {
          throw truncated(1);
        }
        position = (int) Math.min(filled, end - origin);
      }
    }
    onCrossing.accept(reason);
  }

  final IOException truncated(long count) {
    int left = filled - position;
    String reason = count + (count == 1 ? " byte is" : " bytes are") + " needed, " + left + " left";
    return frameEnd == NO_FRAME
        ? new TruncatedException(
            location.at(offset()), "the pickle ends before its STOP: " + reason)
        : new TruncatedException(
            Kind.FRAME, location.at(offset()), "a frame is longer than the data: " + reason);
  }

  /** Returns what the end of the data is where an argument should go on. */
  final Kind truncation() {
    return frameEnd == NO_FRAME ? Kind.TRUNCATED : Kind.FRAME;
  }

  /**
   * Reads until at least {@code count} bytes are in the window; returns false if there are fewer.
   */
  final boolean fill(int count) throws IOException {
    if (!ended && (window.length - position < count || position == filled)) {
      compact(count);
    }
    while (filled - position < count && !ended) {
      long allowed = longest - (origin + filled - start);
      if (allowed == 0) {
        throw new LimitException(
            location.at(origin + filled),
            "the pickle is longer than " + longest + " bytes (limit pickleBytes)");
      }
      int read = in.read(window, filled, (int) Math.min(window.length - filled, allowed));
      if (read < 0) {
        ended = true;
      } else {
        filled += read;
      }
    }
    pause = (int) Math.min(filled, frameEnd - origin);
    return filled - position >= count;
  }

  /** Moves what is not yet read to the front, of a larger window where it must be larger. */
  private void compact(int count) {
    int kept = filled - position;
    byte[] target = window;
    if (count > window.length) {
      target = new byte[(int) Math.max(count, Math.min(kept * 2L, LARGEST_SIZE))];
    }
    System.arraycopy(window, position, target, 0, kept);
    window = target;
    origin += position;
    position = 0;
    filled = kept;
  }

  private long left() {
    return longest - consumed();
  }
}

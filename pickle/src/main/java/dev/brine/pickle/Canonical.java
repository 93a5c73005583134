package dev.brine.pickle;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.internal.hash.Hashes;
import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.text.CanonicalWriter;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * One text for one value, whatever file, protocol or compression held it, so that two readers can
 * be compared: JSON without white space, in ASCII, in which every value names its type.
 *
 * <p>A value that contains itself has no such text, nor has a record of what a pickle asked to be
 * called: for both there is an {@link dev.brine.error.UnsupportedException}.
 */
public final class Canonical {
  private Canonical() {}

  /**
   * The canonical text of {@code value}.
   *
   * @throws dev.brine.error.LimitException if it has more than 64 Mi characters, or more than an
   *     eighth of the memory that this JVM may have; {@link #write} has no such limit
   */
  public static String text(PickleValue value) throws IOException {
    BoundedText text = new BoundedText(PickleLimits.DEFAULT.walkText());
    write(value, text, Location.MEMORY, PickleLimits.DEFAULT);
    return text.toString(StandardCharsets.US_ASCII);
  }

  /** The sha256 of the canonical text, in hexadecimal digits. */
  public static String sha256(PickleValue value) throws IOException {
    return sha256(value, Location.MEMORY, PickleLimits.DEFAULT);
  }

  /**
   * The sha256 of the canonical text, in hexadecimal digits; the text itself is never kept.
   *
   * @param location what failures name
   */
  public static String sha256(PickleValue value, Location location, PickleLimits limits)
      throws IOException {
    MessageDigest digest = Hashes.sha256();
    write(value, new DigestStream(digest), location, limits);
    return Hashes.hex(digest);
  }

  /**
   * Writes the canonical text to {@code target}, which is neither flushed nor closed.
   *
   * @param location what failures name
   * @throws dev.brine.error.LimitException if shared values would be written over and over
   */
  public static void write(
      PickleValue value, OutputStream target, Location location, PickleLimits limits)
      throws IOException {
    try {
      new CanonicalWriter(target, location, limits.walkText()).write(value);
    } catch (ExcessiveException e) {
      throw new LimitException(location, String.valueOf(e.getMessage()));
    }
  }

  private static final class BoundedText extends ByteArrayOutputStream {
    private final long longest;

    BoundedText(long limit) {
      longest = Math.min(limit, Runtime.getRuntime().maxMemory() / 8);
    }

    @Override
    public synchronized void write(byte[] ascii, int from, int length) {
      if (count + (long) length > longest) {
        throw new ExcessiveException(
            "the canonical text is longer than " + longest + " characters (limit walkText)");
      }
      super.write(ascii, from, length);
    }
  }

  private static final class DigestStream extends OutputStream {
    private final MessageDigest digest;

    DigestStream(MessageDigest digest) {
      this.digest = digest;
    }

    @Override
    public void write(int b) {
      digest.update((byte) b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      digest.update(bytes, from, length);
    }
  }
}

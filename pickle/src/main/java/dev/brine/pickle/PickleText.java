package dev.brine.pickle;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.internal.hash.Hashes;
import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.text.CanonicalWriter;
import dev.brine.pickle.internal.text.ReprWriter;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Converts values to text, in two forms.
 *
 * <p>The <em>repr</em> is for people. It shows what Python's {@code repr} shows, on one line if it
 * fits, otherwise with one item per line. A container inside itself is shown as {@code [...]}.
 * Control characters in strings are escaped, so that they cannot reach a terminal.
 *
 * <p>The <em>canonical text</em> is for comparison. Equal values have the same canonical text,
 * regardless of the file, protocol or compression that stored them. It is ASCII JSON without
 * whitespace, in which every value names its type. A value inside itself is the number of levels up
 * to it, such as {@code {"back":1}}. A value that holds a record of a call has no canonical text
 * and causes an {@link dev.brine.error.UnsupportedException}.
 */
public final class PickleText {
  /** The limit of {@link #repr}; within it, the text fits in memory if the value did. */
  private static final int MOST_NODES = 100_000;

  private PickleText() {}

  /**
   * Returns exactly what Python's {@code repr} gives for the value.
   *
   * @throws dev.brine.error.LimitException if there are more than 100,000 values, counting shared
   *     values each time they occur; {@link #writeRepr} has a different limit
   */
  public static String repr(PickleValue value) throws IOException {
    StringBuilder text = new StringBuilder();
    PickleLimits limits = PickleLimits.DEFAULT.withWalkNodes(MOST_NODES);
    writeRepr(value, text, Location.MEMORY, Options.EXACT, limits);
    return text.toString();
  }

  /**
   * Writes the value as {@link #repr} shows it, without a line feed at the end.
   *
   * @param location the location to name in exceptions
   * @throws dev.brine.error.LimitException if there are too many values, counting shared values
   *     each time they occur
   */
  public static void writeRepr(
      PickleValue value, Appendable target, Location location, Options options, PickleLimits limits)
      throws IOException {
    new ReprWriter(
            target, location, options.width(), options.items(), options.text(), limits.walkNodes())
        .write(value);
  }

  /**
   * Returns the canonical text of {@code value}.
   *
   * @throws dev.brine.error.LimitException if the text has more than 64 Mi characters or needs more
   *     than an eighth of the JVM's maximum heap; {@link #writeCanonical} has no such limit
   */
  public static String canonical(PickleValue value) throws IOException {
    BoundedText text = new BoundedText(PickleLimits.DEFAULT.walkText());
    writeCanonical(value, text, Location.MEMORY, PickleLimits.DEFAULT);
    return text.toString(StandardCharsets.US_ASCII);
  }

  /** Returns the sha256 of the canonical text, in hexadecimal digits. */
  public static String sha256(PickleValue value) throws IOException {
    return sha256(value, Location.MEMORY, PickleLimits.DEFAULT);
  }

  /**
   * Returns the sha256 of the canonical text, in hexadecimal digits; the text is not kept in
   * memory.
   *
   * @param location the location to name in exceptions
   */
  public static String sha256(PickleValue value, Location location, PickleLimits limits)
      throws IOException {
    MessageDigest digest = Hashes.sha256();
    writeCanonical(value, new DigestStream(digest), location, limits);
    return Hashes.hex(digest);
  }

  /**
   * Writes the canonical text to {@code target}, which is neither flushed nor closed.
   *
   * @param location the location to name in exceptions
   * @throws dev.brine.error.LimitException if repeated occurrences of shared values exceed the
   *     limit
   */
  public static void writeCanonical(
      PickleValue value, OutputStream target, Location location, PickleLimits limits)
      throws IOException {
    try {
      new CanonicalWriter(target, location, limits.walkText()).write(value);
    } catch (ExcessiveException e) {
      throw new LimitException(location, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Options for how {@link #writeRepr} shows a value.
   *
   * @param width the maximum length of a line; 100 by default
   * @param items the number of items of a container to show before a count of the remaining ones;
   *     by default all
   * @param text the number of characters of a string to show; 1,000 by default
   */
  public record Options(int width, int items, int text) {

    /**
     * The defaults: lines of 100 characters, all items, and strings truncated after 1,000
     * characters.
     */
    public static final Options DEFAULT = new Options(100, Integer.MAX_VALUE, 1_000);

    /** What Python prints: everything, on one line except for arrays. */
    public static final Options EXACT =
        new Options(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** Checks that all values are positive. */
    public Options {
      if (width < 1 || items < 1 || text < 1) {
        throw new IllegalArgumentException("width, items and text must be positive");
      }
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

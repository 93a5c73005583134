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
 * Values as text, in two forms.
 *
 * <p>The <em>repr</em> is for people: what Python's {@code repr} shows, on one line if it fits,
 * else with one item per line. A container inside itself is shown as {@code [...]}, and control
 * characters in strings are escaped, so they cannot reach a terminal.
 *
 * <p>The <em>canonical text</em> is for comparing: it is the same for equal values, whatever file,
 * protocol or compression they were stored with. It is ASCII JSON without white space, in which
 * every value names its type. There is none for a value that contains itself or that holds a record
 * of a call: both throw an {@link dev.brine.error.UnsupportedException}.
 */
public final class PickleText {
  /** The limit of {@link #repr}: its text fits into memory if the value did. */
  private static final int MOST_NODES = 100_000;

  private PickleText() {}

  /**
   * The value as Python's {@code repr} shows it, with the default options.
   *
   * @throws dev.brine.error.LimitException if it has more than 100,000 values, counting shared ones
   *     again; {@link #writeRepr} has another limit
   */
  public static String repr(PickleValue value) throws IOException {
    StringBuilder text = new StringBuilder();
    PickleLimits limits = PickleLimits.DEFAULT.withWalkNodes(MOST_NODES);
    writeRepr(value, text, Location.MEMORY, Options.DEFAULT, limits);
    return text.toString();
  }

  /**
   * Writes the value as {@link #repr} shows it, without a line feed at the end.
   *
   * @param location what failures name
   * @throws dev.brine.error.LimitException if it has too many values, counting shared ones again
   */
  public static void writeRepr(
      PickleValue value, Appendable target, Location location, Options options, PickleLimits limits)
      throws IOException {
    new ReprWriter(
            target, location, options.width(), options.items(), options.text(), limits.walkNodes())
        .write(value);
  }

  /**
   * The canonical text of {@code value}.
   *
   * @throws dev.brine.error.LimitException if it has more than 64 Mi characters, or more than an
   *     eighth of the memory that this JVM may have; {@link #writeCanonical} has no such limit
   */
  public static String canonical(PickleValue value) throws IOException {
    BoundedText text = new BoundedText(PickleLimits.DEFAULT.walkText());
    writeCanonical(value, text, Location.MEMORY, PickleLimits.DEFAULT);
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
    writeCanonical(value, new DigestStream(digest), location, limits);
    return Hashes.hex(digest);
  }

  /**
   * Writes the canonical text to {@code target}, which is neither flushed nor closed.
   *
   * @param location what failures name
   * @throws dev.brine.error.LimitException if shared values would be written over and over
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
   * How {@link #writeRepr} shows a value.
   *
   * @param width the length at which a line is broken; 100 by default
   * @param items how many items of a container are shown before a count of the others; by default
   *     all
   * @param text how many characters of a string are shown; 1,000 by default
   */
  public record Options(int width, int items, int text) {

    /** Lines of 100 characters, all items, strings cut after 1,000 characters. */
    public static final Options DEFAULT = new Options(100, Integer.MAX_VALUE, 1_000);

    /** Checks that everything is positive. */
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

package dev.brine.scan.internal.source;

import dev.brine.internal.io.BulkStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Returns all bytes of a decoder up to its failure. Decoders drop the bytes that they decoded in
 * the failing call, which other readers may have passed on. Therefore, after a failure, the bytes
 * are decoded again, one at a time.
 */
public final class PersistentStream extends BulkStream {
  /** Zeros after bytes that end too early, for decoders that read whole blocks ahead. */
  public static final int LOOK_AHEAD = 1 << 16;

  /** The maximum number of bytes to decode after a failure, the size of an xz chunk. */
  private static final long MOST_MORE = 2L << 20;

  private final Decoder decoder;
  private final Source source;
  private final int zeros;
  private final Budget work;
  private InputStream in;
  private long count;
  private long most = Long.MAX_VALUE;
  private @Nullable IOException failure;

  /** Opens the decoder's stream for some bytes. */
  @FunctionalInterface
  public interface Decoder {
    /** Returns the decoded bytes of {@code in}. */
    InputStream decode(InputStream in) throws IOException;
  }

  /**
   * A stream that decodes.
   *
   * @param first the decoder's stream for the bytes of {@code source}
   * @param zeros the number of zeros to append to bytes that end too early, up to {@link
   *     #LOOK_AHEAD}
   */
  public PersistentStream(
      InputStream first, Decoder decoder, Source source, int zeros, Budget work) {
    this.zeros = zeros;
    this.in = first;
    this.decoder = decoder;
    this.source = source;
    this.work = work;
  }

  /** Why decoding failed, or null. */
  public @Nullable IOException failure() {
    return failure;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    IOException first = failure;
    if (first == null) {
      try {
        int n = in.read(target, offset, length);
        count += Math.max(n, 0);
        return n;
      } catch (IOException | RuntimeException e) {
        first = asFailure(e);
        failure = first;
        again();
      }
    }
    if (count >= most) {
      throw first;
    }
    try {
      int one = in.read();
      if (one < 0) {
        throw first;
      }
      target[offset] = (byte) one;
      count++;
      return 1;
    } catch (IOException | RuntimeException e) {
      most = count;
      throw first;
    }
  }

  /** Returns the failure, where a library has another way to say it. */
  public static IOException asFailure(Exception e) {
    return e instanceof IOException known
        ? known
        : new IOException(String.valueOf(e.getMessage()), e);
  }

  private void again() {
    most = count + MOST_MORE;
    try {
      in.close();
      InputStream bytes = new Patient(source.open());
      in = decoder.decode(zeros == 0 ? bytes : new SequenceInputStream(bytes, new Zeros(zeros)));
      work.charge(count);
      in.skipNBytes(count);
    } catch (IOException | RuntimeException e) {
      most = count;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Bytes that end where they cannot be read. */
  private static final class Patient extends FilterInputStream {
    Patient(InputStream in) {
      super(in);
    }

    @Override
    public int read() {
      try {
        return super.read();
      } catch (IOException e) {
        return -1;
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      try {
        return super.read(target, offset, length);
      } catch (IOException e) {
        return -1;
      }
    }
  }

  private static final class Zeros extends InputStream {
    private int left;

    Zeros(int count) {
      this.left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = Math.min(length, Math.max(0, left));
      Arrays.fill(target, offset, offset + count, (byte) 0);
      left -= count;
      return count == 0 && length > 0 ? -1 : count;
    }
  }
}

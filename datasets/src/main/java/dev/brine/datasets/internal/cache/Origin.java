package dev.brine.datasets.internal.cache;

import dev.brine.datasets.cache.DownloadException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The source of a download. */
interface Origin {

  /** The URL or path for messages and files, without passwords and tokens. */
  String name();

  /** The source of the bytes, as the subject of a sentence. */
  String sender();

  /**
   * Requests the bytes from {@code from} on.
   *
   * @param from how many bytes are there already
   * @param validator what {@link Body#validator} said when those arrived; the origin gives the rest
   *     only if the file is still the same, and otherwise all of it. Null when {@code from} is 0
   * @throws OriginException for an answer that is not the file
   * @throws IOException for any other failure, which may be transient
   */
  Body open(long from, @Nullable String validator) throws IOException;

  /** The bytes, as they arrive. */
  interface Body extends Closeable {
    /** Where in the file the first byte belongs: where it was asked for, or 0. */
    long from();

    /** The size of the whole file, or -1 if unknown. */
    long total();

    /** What identifies this version of the file, or null. */
    @Nullable String validator();

    /** Some bytes, or null after the last. */
    @Nullable ByteBuffer next() throws IOException;
  }

  /** Thrown if an {@link Origin} does not provide the file. */
  static final class OriginException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean passing;
    private final @Nullable Duration retryAfter;

    private OriginException(
        int status, boolean passing, @Nullable Duration retryAfter, String reason) {
      super(reason);
      this.status = status;
      this.passing = passing;
      this.retryAfter = retryAfter;
    }

    /** Returns a failure that another attempt cannot fix. */
    static OriginException permanent(String reason) {
      return new OriginException(DownloadException.NO_STATUS, false, null, reason);
    }

    /** Returns a failure that another attempt may fix. */
    static OriginException transientFailure(String reason) {
      return new OriginException(DownloadException.NO_STATUS, true, null, reason);
    }

    /** An HTTP status other than success. */
    static OriginException status(int status, @Nullable Duration retryAfter, String reason) {
      boolean passing = status >= 500 || status == 408 || status == 429;
      return new OriginException(status, passing, retryAfter, reason);
    }

    int status() {
      return status;
    }

    boolean isTransient() {
      return passing;
    }

    /** The delay that the server asks for, or null. */
    @Nullable Duration retryAfter() {
      return retryAfter;
    }
  }
}

package dev.brine.datasets.internal.cache;

import dev.brine.datasets.cache.DownloadException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The source of a download. */
interface Origin {

  /** Returns the URL or path for messages and notes, without passwords and tokens. */
  String name();

  /** Returns the subject of sentences about the source, such as {@code the server}. */
  String sender();

  /**
   * Requests the bytes from {@code from} on.
   *
   * @param from the number of bytes that arrived before
   * @param validator the {@link Body#validator} of those bytes; if the file has changed since, the
   *     origin sends all of it. Null if {@code from} is 0
   * @throws OriginException if the origin does not send the file
   * @throws IOException for any other failure, which may be transient
   */
  Body open(long from, @Nullable String validator) throws IOException;

  /** The bytes of a file, which are read as they arrive. */
  interface Body extends Closeable {
    /** Returns the offset in the file of the first byte: the requested one, or 0. */
    long from();

    /** Returns the size of the whole file, or -1 if it is unknown. */
    long total();

    /** Returns what identifies this version of the file, or null if nothing does. */
    @Nullable String validator();

    /** Returns the next bytes, or null after the last. */
    @Nullable ByteBuffer next() throws IOException;
  }

  /** Thrown if an {@link Origin} does not provide the file. */
  static final class OriginException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean isTransient;
    private final @Nullable Duration retryAfter;

    private OriginException(
        int status, boolean isTransient, @Nullable Duration retryAfter, String reason) {
      super(reason);
      this.status = status;
      this.isTransient = isTransient;
      this.retryAfter = retryAfter;
    }

    /** Returns a failure that another attempt cannot fix. */
    static OriginException permanent(String reason) {
      return new OriginException(DownloadException.NO_STATUS, false, null, reason);
    }

    /** Returns a failure that another attempt cannot fix. */
    static OriginException permanent(String reason, Throwable cause) {
      OriginException failure = permanent(reason);
      failure.initCause(cause);
      return failure;
    }

    /** Returns a failure that another attempt may fix. */
    static OriginException transientFailure(String reason) {
      return new OriginException(DownloadException.NO_STATUS, true, null, reason);
    }

    /** Returns a failure for an HTTP status. */
    static OriginException status(int status, @Nullable Duration retryAfter, String reason) {
      boolean isTransient = status >= 500 || status == 408 || status == 429;
      return new OriginException(status, isTransient, retryAfter, reason);
    }

    int status() {
      return status;
    }

    boolean isTransient() {
      return isTransient;
    }

    /** Returns the wait that the server asks for, or null. */
    @Nullable Duration retryAfter() {
      return retryAfter;
    }
  }
}

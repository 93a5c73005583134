package dev.brine.datasets.internal.cache;

import dev.brine.datasets.cache.DownloadException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an {@link Origin} answers in place of the file. */
final class OriginException extends IOException {
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

  /** It will be the same the next time. */
  static OriginException lasting(String reason) {
    return new OriginException(DownloadException.NO_STATUS, false, null, reason);
  }

  /** It may be better the next time. */
  static OriginException passing(String reason) {
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

  boolean isPassing() {
    return passing;
  }

  /** How long the server asks to be left alone, or null if it does not say. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}

package dev.brine.datasets.cache;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown if a file cannot be downloaded. Nothing in the cache has changed. */
public final class DownloadException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The status if no HTTP response was received. */
  public static final int NO_STATUS = -1;

  private final String url;
  private final int status;
  private final int attempts;

  /**
   * Creates an exception with the message {@code url: reason} and, if there were several, the
   * number of attempts.
   */
  public DownloadException(
      String url, int status, int attempts, String reason, @Nullable Throwable cause) {
    super(url + ": " + reason + (attempts > 1 ? " (after " + attempts + " attempts)" : ""), cause);
    this.url = url;
    this.status = status;
    this.attempts = attempts;
  }

  /** Returns the URL of the file. */
  public String url() {
    return url;
  }

  /** Returns the HTTP status of the last response, or {@link #NO_STATUS}. */
  public int status() {
    return status;
  }

  /** Returns the number of attempts. */
  public int attempts() {
    return attempts;
  }
}

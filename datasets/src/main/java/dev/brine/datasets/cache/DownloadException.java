package dev.brine.datasets.cache;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file could not be had from where it should come from. Nothing in the cache has changed. */
public final class DownloadException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The status where no HTTP response was received. */
  public static final int NO_STATUS = -1;

  private final String url;
  private final int status;
  private final int attempts;

  /** Creates one; the message is {@code url: reason}, and after how many attempts if several. */
  public DownloadException(
      String url, int status, int attempts, String reason, @Nullable Throwable cause) {
    super(url + ": " + reason + (attempts > 1 ? " (after " + attempts + " attempts)" : ""), cause);
    this.url = url;
    this.status = status;
    this.attempts = attempts;
  }

  /** Where the file should have come from. */
  public String url() {
    return url;
  }

  /** The HTTP status of the last response, or {@link #NO_STATUS}. */
  public int status() {
    return status;
  }

  /** How often it was tried. */
  public int attempts() {
    return attempts;
  }
}

package dev.brine.datasets.cache;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown if a file is missing from the cache, or the cache cannot be read or written. */
public final class CacheException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String path;

  /** Creates an exception with the message {@code path: reason}. */
  public CacheException(String path, String reason, @Nullable Throwable cause) {
    super(path + ": " + reason, cause);
    this.path = path;
  }

  /** Returns the path of the file or folder in the cache. */
  public String path() {
    return path;
  }
}

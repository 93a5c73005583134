package dev.brine.datasets.cache;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The cache does not have the file, or cannot be read or written. */
public final class CacheException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String path;

  /** Creates one; the message is {@code path: reason}. */
  public CacheException(String path, String reason, @Nullable Throwable cause) {
    super(path + ": " + reason, cause);
    this.path = path;
  }

  /** The file or folder in the cache that it is about. */
  public String path() {
    return path;
  }
}

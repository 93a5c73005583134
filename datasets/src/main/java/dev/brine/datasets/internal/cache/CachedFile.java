package dev.brine.datasets.internal.cache;

import dev.brine.internal.parallel.Parallel;
import dev.brine.internal.parallel.Task;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that is in the cache while its hash is computed on another thread. It may be read
 * meanwhile, but nothing that came out of it may be used before {@link #matchesHash} says so.
 */
public final class CachedFile {
  private final Path path;
  private final Task<Boolean> check;

  private CachedFile(Path path, Task<Boolean> check) {
    this.path = path;
    this.check = check;
  }

  static CachedFile checking(Path path, ContentHash expected) {
    return new CachedFile(
        path, Parallel.start("brine-hash", () -> expected.equals(expected.ofFile(path))));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * Waits for the hash and tells whether it is the published one.
   *
   * @throws IOException if the file cannot be read
   */
  public boolean matchesHash() throws IOException {
    return check.join();
  }
}

package dev.brine.datasets.internal.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A file that is in the cache while its hash is computed on another thread. It may be read
 * meanwhile, but nothing that came out of it may be used before {@link #isGood} says so.
 */
public final class CachedFile {
  private final Path path;
  private final FutureTask<Boolean> check;

  private CachedFile(Path path, FutureTask<Boolean> check) {
    this.path = path;
    this.check = check;
  }

  static CachedFile checking(Path path, ContentHash expected) {
    FutureTask<Boolean> check = new FutureTask<>(new Check(path, expected));
    Thread thread = new Thread(check, "brine-hash");
    thread.setDaemon(true);
    thread.start();
    return new CachedFile(path, check);
  }

  /** A class and no lambda, which would be made at run time, at every start. */
  private record Check(Path path, ContentHash expected) implements Callable<Boolean> {
    @Override
    public Boolean call() throws IOException {
      return expected.equals(expected.ofFile(path));
    }
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
  public boolean isGood() throws IOException {
    try {
      return check.get();
    } catch (InterruptedException e) {
      throw Interrupted.by(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}

package dev.brine.datasets.internal.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/**
 * The parts of the system that the cache uses; tests replace them.
 *
 * @param variables the environment variables
 * @param userHome the home directory of the user
 * @param temporary the folder for temporary files, where Keras creates its last resort
 * @param pause how to wait
 * @param opener how to open a file for writing
 */
record Environment(
    Map<String, String> variables,
    Path userHome,
    Path temporary,
    Pause pause,
    ChannelOpener opener) {

  /** Waits for some time. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration time) throws InterruptedException;

    /** Waits, and throws an exception if the thread is interrupted. */
    default void sleepFor(Duration time) throws IOException {
      try {
        sleep(time);
      } catch (InterruptedException e) {
        throw Failures.interrupted(e);
      }
    }
  }

  /** Opens a file for reading and writing, and creates it if it does not exist. */
  @FunctionalInterface
  interface ChannelOpener {
    FileChannel open(Path path) throws IOException;
  }

  static Environment real() {
    Path tmp = Path.of("/tmp");
    return new Environment(
        System.getenv(),
        home(),
        Files.isDirectory(tmp) ? tmp : Path.of(System.getProperty("java.io.tmpdir", ".")),
        new Sleep(),
        new UnlinkedOpener());
  }

  /** The home directory, which HOME names before the user database, as in Python. */
  private static Path home() {
    String home = System.getenv("HOME");
    return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home", ".") : home);
  }

  /** Does not follow links, because other users may write to the last resort. */
  private static final class UnlinkedOpener implements ChannelOpener {
    @Override
    public FileChannel open(Path path) throws IOException {
      return FileChannel.open(
          path,
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Sleeps. Not a lambda, because linking one would slow the start down. */
  private static final class Sleep implements Pause {
    @Override
    public void sleep(Duration time) throws InterruptedException {
      Thread.sleep(time.toMillis());
    }
  }
}

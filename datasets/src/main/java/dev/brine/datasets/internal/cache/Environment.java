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
 * What the cache depends on, so that tests can replace it.
 *
 * @param variables the environment variables
 * @param userHome the user's own folder
 * @param temporary the folder for Keras' last resort
 * @param pause waits
 * @param opener opens a file to write
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

    /** Waits; throws if the thread is interrupted. */
    default void sleepFor(Duration time) throws IOException {
      try {
        sleep(time);
      } catch (InterruptedException e) {
        throw Failures.interrupted(e);
      }
    }
  }

  /** Opens a file to read and write, and makes it if it is not there. */
  @FunctionalInterface
  interface ChannelOpener {
    FileChannel open(Path path) throws IOException;
  }

  static Environment real() {
    Path tmp = Path.of("/tmp");
    return new Environment(
        System.getenv(),
        Path.of(System.getProperty("user.home", ".")),
        Files.isDirectory(tmp) ? tmp : Path.of(System.getProperty("java.io.tmpdir", ".")),
        new Sleep(),
        new UnlinkedOpener());
  }

  /** Follows no link: the last resort is a folder that others can write to. */
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

  /** Sleeps on the current thread. Not a lambda: start-up must not link one. */
  private static final class Sleep implements Pause {
    @Override
    public void sleep(Duration time) throws InterruptedException {
      Thread.sleep(time.toMillis());
    }
  }
}

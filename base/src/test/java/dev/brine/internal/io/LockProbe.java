package dev.brine.internal.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process that tries to lock a file, or is stopped while it writes one. */
final class LockProbe {
  private LockProbe() {}

  /** Exits with 0 if the file could be locked, with 1 if not; with 2 after it began to write. */
  public static void main(String[] args) throws IOException {
    Path path = Path.of(args[1]);
    if (args[0].equals("write")) {
      AtomicFile file = AtomicFile.create(path);
      file.target().write(new byte[100]);
      System.exit(2);
    }
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      System.exit(channel.tryLock() == null ? 1 : 0);
    }
  }

  /** Runs this in a process of its own; its exit code. */
  static int run(String what, Path path) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    LockProbe.class.getName(),
                    what,
                    path.toString()))
            .inheritIO()
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the other process hangs");
    }
    return process.exitValue();
  }
}

package dev.brine.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link InterruptedWritesTest} kills: one thread for each {@link Write} writes its file again
 * and again, and prints a line for each that is written.
 */
final class WritingMain {
  private WritingMain() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    long first = Long.parseLong(args[1]);
    for (Write write : Write.values()) {
      new Thread(() -> write(write, write.file(folder), first)).start();
    }
  }

  private static void write(Write write, Path file, long first) {
    PrintStream out = System.out;
    try {
      for (long number = first; ; number++) {
        write.save(file, number);
        out.print(write + " " + number + "\n");
      }
    } catch (IOException e) {
      out.print("failed " + write + ": " + e + "\n");
    }
  }

  static Process start(Path folder, long first) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                WritingMain.class.getName(),
                folder.toString(),
                Long.toString(first)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}

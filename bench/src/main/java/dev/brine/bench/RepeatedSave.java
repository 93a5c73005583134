package dev.brine.bench;

import dev.brine.npy.Npy;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Loads an array and saves it again and again in one JVM, each time to a new file. Prints one JSON
 * line: the seconds of the first save and the median of all, and the bytes of the file. For {@code
 * bench/compare.py}.
 */
public final class RepeatedSave {
  private RepeatedSave() {}

  /** {@code RepeatedSave npy|stored|deflated FILE TARGET SAVES}. */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println("usage: RepeatedSave npy|stored|deflated FILE TARGET SAVES");
      System.exit(2);
    }
    NdArray array = Npy.load(Path.of(args[1]));
    Path target = Path.of(args[2]);
    double[] seconds = new double[Integer.parseInt(args[3])];
    for (int i = 0; i < seconds.length; i++) {
      Files.deleteIfExists(target);
      long start = System.nanoTime();
      save(args[0], array, target);
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    double first = seconds[0];
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "{\"first_s\": %.5f, \"median_s\": %.5f, \"bytes\": %d}%n",
        first,
        seconds[seconds.length / 2],
        Files.size(target));
    Files.delete(target);
  }

  private static void save(String kind, NdArray array, Path target) throws IOException {
    switch (kind) {
      case "npy" -> Npy.save(target, array);
      case "stored" -> NpzWriter.write(target, w -> w.put("x", array));
      case "deflated" -> NpzWriter.write(target, w -> w.compressed().put("x", array));
      default -> throw new IllegalArgumentException("npy, stored or deflated, not " + kind);
    }
  }
}

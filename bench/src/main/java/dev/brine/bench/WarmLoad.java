package dev.brine.bench;

import dev.brine.datasets.Imdb;
import dev.brine.datasets.ImdbData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Loads a file again and again in one JVM and prints one JSON line of seconds: the first load, and
 * the median of those after the warm-up. For {@code bench/compare.py}; JMH measures more finely.
 */
public final class WarmLoad {
  private WarmLoad() {}

  /** {@code WarmLoad FILE WARMUPS LOADS}. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: WarmLoad FILE WARMUPS LOADS");
      System.exit(2);
    }
    Path path = Path.of(args[0]);
    int warmups = Integer.parseInt(args[1]);
    double[] seconds = new double[Integer.parseInt(args[2])];
    double first = load(path);
    for (int i = 1; i < warmups; i++) {
      load(path);
    }
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = load(path);
    }
    Arrays.sort(seconds);
    System.out.printf(
        "{\"first_s\": %.4f, \"median_s\": %.4f, \"best_s\": %.4f, \"loads\": %d}%n",
        first, seconds[seconds.length / 2], seconds[0], seconds.length);
  }

  private static double load(Path path) throws IOException {
    long start = System.nanoTime();
    ImdbData data = Imdb.loadData(o -> o.data(path));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (data.train().x().size() == 0) {
      throw new IllegalStateException("nothing was loaded");
    }
    return seconds;
  }
}

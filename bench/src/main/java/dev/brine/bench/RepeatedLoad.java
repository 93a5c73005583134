package dev.brine.bench;

import dev.brine.datasets.Imdb;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.array.NdArray;
import dev.brine.pickle.Pickle;
import dev.brine.scan.Scan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.razorvine.pickle.Unpickler;

/**
 * Loads a file again and again in one JVM and prints one JSON line of seconds: the first load, and
 * the median of those after the warm-up. For {@code bench/compare.py}; JMH measures more finely.
 */
public final class RepeatedLoad {
  private RepeatedLoad() {}

  /** {@code RepeatedLoad imdb|npy|copy|map|npz|scan|pickle|razorvine FILE WARMUPS LOADS}. */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println(
          "usage: RepeatedLoad imdb|npy|copy|map|npz|scan|pickle|razorvine FILE WARMUPS LOADS");
      System.exit(2);
    }
    Path path = Path.of(args[1]);
    int warmups = Integer.parseInt(args[2]);
    double[] seconds = new double[Integer.parseInt(args[3])];
    double first = seconds(args[0], path);
    for (int i = 1; i < warmups; i++) {
      seconds(args[0], path);
    }
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = seconds(args[0], path);
    }
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "{\"first_s\": %.5f, \"median_s\": %.5f, \"best_s\": %.5f, \"loads\": %d}%n",
        first,
        seconds[seconds.length / 2],
        seconds[0],
        seconds.length);
  }

  private static double seconds(String kind, Path path) throws IOException {
    long start = System.nanoTime();
    switch (kind) {
      case "imdb" -> Imdb.loadData(o -> o.withData(path));
      case "npy" -> Npy.load(path);
      case "copy" -> Npy.load(path).toDoubleArray();
      case "map" -> Npy.map(path).toDoubleArray();
      case "npz" -> archive(path);
      case "scan" -> Scan.of(path, o -> o.withThreads(1));
      case "pickle" -> Pickle.decode(Files.readAllBytes(path));
      case "razorvine" -> new Unpickler().loads(Files.readAllBytes(path));
      default -> throw new IllegalArgumentException("no way to load called " + kind);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** All members of an archive, decoded on all cores. */
  static NdArray[] archive(Path path) throws IOException {
    try (NpzFile npz = NpzFile.open(path)) {
      List<String> names = npz.files();
      return names.parallelStream().map(name -> get(npz, name)).toArray(NdArray[]::new);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static NdArray get(NpzFile npz, String name) {
    try {
      return npz.get(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

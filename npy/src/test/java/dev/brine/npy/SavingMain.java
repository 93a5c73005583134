package dev.brine.npy;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NdArrays;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link KilledTest} kills: saves arrays whose elements are all the same number, which counts
 * up, and writes a dot for each that is saved.
 */
final class SavingMain {
  private static final int ELEMENTS = 100_000;

  private SavingMain() {}

  public static void main(String[] args) throws IOException {
    long number = Long.parseLong(args[3]);
    if (args[0].equals("once")) {
      save(args[1], Path.of(args[2]), number);
      return;
    }
    while (true) {
      save(args[1], Path.of(args[2]), number++);
      System.out.write('.');
      System.out.flush();
    }
  }

  static Process start(String what, Path file, long number) throws IOException {
    return new ProcessBuilder(command("again", what, file.toString(), Long.toString(number)))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static List<String> command(String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SavingMain.class.getName()));
    command.addAll(List.of(args));
    return command;
  }

  private static NdArray all(long number) {
    long[] values = new long[ELEMENTS];
    Arrays.fill(values, number);
    return NdArrays.of(values);
  }

  static void save(String what, Path file, long number) throws IOException {
    switch (what) {
      case "npy" -> Npy.save(file, all(number));
      case "stored" -> NpzWriter.write(file, w -> w.put("x", all(number)));
      case "deflated" ->
          NpzWriter.write(file, o -> o.withThreads(2), w -> w.compressed().put("x", all(number)));
      case "update" -> update(file, number);
      case "append" -> append(file, number);
      case "grow" -> {
        try (RowWriter rows = Npy.appendRows(file)) {
          rows.write(all(number));
          rows.commit();
        }
      }
      default -> throw new IllegalArgumentException(what);
    }
  }

  private static void update(Path file, long number) throws IOException {
    try (NpzWriter writer = NpzWriter.update(file)) {
      if (!writer.contains("old")) {
        writer.put("old", all(-1));
      }
      writer.put("x", all(number));
      writer.commit();
    }
  }

  /** Rows of a number each: 0, 1, 2 … */
  private static void append(Path file, long number) throws IOException {
    if (number == 0) {
      Npy.save(file, NdArrays.of(0));
      return;
    }
    try (RowWriter rows = Npy.appendRows(file)) {
      rows.write(NdArrays.of(rows.count()));
      rows.commit();
    }
  }

  /** The number that was saved last; throws if the file is not whole. */
  static long check(String what, Path file) throws IOException {
    switch (what) {
      case "npy" -> {
        return same(Npy.load(file));
      }
      case "append" -> {
        long[] rows = Npy.load(file).toLongArray();
        for (int i = 0; i < rows.length; i++) {
          if (rows[i] != i) {
            throw new AssertionError("row " + i + " is " + rows[i]);
          }
        }
        return rows.length - 1L;
      }
      default -> {
        try (NpzFile npz = NpzFile.open(file)) {
          if (what.equals("update") && same(npz.get("old")) != -1) {
            throw new AssertionError("the member that was carried over is another");
          }
          return same(npz.get("x"));
        }
      }
    }
  }

  /** Whether all elements are the same, and which they are. */
  private static long same(NdArray array) {
    long[] values = array.toLongArray();
    for (long value : values) {
      if (value != values[0]) {
        throw new AssertionError(values[0] + " and " + value + " in one array");
      }
    }
    return values[0];
  }
}

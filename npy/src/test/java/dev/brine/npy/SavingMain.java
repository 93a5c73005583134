package dev.brine.npy;

import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Saves an array whose elements are all the same number, in a process of its own. */
final class SavingMain {
  private static final int ELEMENTS = 100_000;

  private SavingMain() {}

  public static void main(String[] args) throws IOException {
    save(args[0], Path.of(args[1]), Long.parseLong(args[2]));
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
    return NdArray.of(values);
  }

  static void save(String what, Path file, long number) throws IOException {
    switch (what) {
      case "npy" -> Npy.save(file, all(number));
      case "stored" -> NpzWriter.write(file, w -> w.put("x", all(number)));
      case "update" -> NpzWriter.update(file, w -> w.put("x", all(number)));
      case "grow" -> Npy.appendRows(file, rows -> rows.write(all(number)));
      default -> throw new IllegalArgumentException(what);
    }
  }
}

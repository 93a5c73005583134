package dev.brine.npy.internal.object;

import java.util.Map;

/** Prints the outcome of every hostile file: run in a JVM that has little memory. */
final class HostileMain {
  private HostileMain() {}

  public static void main(String[] args) {
    for (Map<String, String> row : HostileFiles.manifest()) {
      System.out.println(line(row));
    }
  }

  static String line(Map<String, String> row) {
    return row.get("file") + " " + HostileFiles.outcome(row);
  }
}

package dev.brine.npy.internal.object;

import dev.brine.testing.HostileFile;

/** Prints the outcome of every hostile file: run in a JVM that has little memory. */
final class HostileMain {
  private HostileMain() {}

  public static void main(String[] args) {
    for (HostileFile hostile : HostileFiles.all()) {
      System.out.println(line(hostile));
    }
  }

  static String line(HostileFile hostile) {
    return hostile.file() + " " + HostileFiles.outcome(hostile);
  }
}

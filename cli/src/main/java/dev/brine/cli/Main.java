package dev.brine.cli;

/** The {@code brine} command. */
public final class Main {

  private Main() {}

  /** Runs the command; its exit code is the process's. */
  public static void main(String[] args) {
    System.err.println("brine: no command yet");
    System.exit(2);
  }
}

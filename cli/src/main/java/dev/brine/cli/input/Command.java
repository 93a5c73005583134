package dev.brine.cli.input;

import dev.brine.cli.input.Arguments.UsageException;
import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** One command of {@code brine}. */
public interface Command {
  /** Success: clean, or the same. */
  int OK = 0;

  /** Something was found: not clean, or different. */
  int FINDINGS = 1;

  /** A file that cannot be read, or an invalid command line. */
  int ERROR = 2;

  /** How it is called, such as {@code brine load imdb [options]}. */
  String usage();

  /** What it does, in one line. */
  String summary();

  /** Its options. */
  Options options();

  /**
   * Runs it.
   *
   * @return the exit code
   * @throws UsageException if the command line is invalid
   * @throws IOException if a file cannot be read or written
   */
  int run(CommandLine line, Console console) throws IOException;
}

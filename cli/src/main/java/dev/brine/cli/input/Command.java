package dev.brine.cli.input;

import dev.brine.cli.input.Arguments.UsageException;
import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** One command of {@code brine}. */
public interface Command {
  /** Success: clean, or the same. */
  int OK = 0;

  /** Something was found: a file is not clean, or files differ. */
  int FINDINGS = 1;

  /** A file cannot be read, or the command line is invalid. */
  int ERROR = 2;

  /** The command line, such as {@code brine load imdb [options]}. */
  String usage();

  /** A sentence that says what it does. */
  String summary();

  /** The options that it has. */
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

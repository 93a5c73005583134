package dev.brine.cli.input;

import dev.brine.internal.http.WebAddress;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * What a command reads and where it writes: results to standard output, all else to standard error.
 *
 * @param in standard input, which a command line calls {@code -}
 * @param out for results
 * @param err for messages and progress
 * @param terminal whether standard error is a terminal, so that progress makes sense
 * @param screen whether standard output is a terminal, so that images make sense
 * @param color whether standard output is a terminal that shows 24-bit colors, and they are wanted
 */
public record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean terminal,
    boolean screen,
    boolean color) {

  /** A console that is not a terminal. */
  public Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {
    this(in, out, err, terminal, false, false);
  }

  /** A console with nothing to read. */
  public Console(PrintStream out, PrintStream err, boolean terminal) {
    this(InputStream.nullInputStream(), out, err, terminal);
  }

  /** Reports a problem after all results so far; passwords and tokens in addresses are left out. */
  public void tell(String message) {
    out.flush();
    err.println("brine: " + WebAddress.withoutSecrets(message));
  }
}

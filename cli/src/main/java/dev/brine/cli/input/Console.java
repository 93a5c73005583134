package dev.brine.cli.input;

import dev.brine.internal.http.WebAddress;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

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

  /**
   * Keeps the first failure of a stream, which a {@link java.io.PrintStream} on it does not report.
   */
  public static final class CheckedOutput extends FilterOutputStream {
    private @Nullable IOException failure;

    /** Writes to {@code out}. */
    public CheckedOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }

    /** The first failure, or null if there was none. */
    public @Nullable IOException failure() {
      return failure;
    }

    /** Throws the first failure, if there was one. */
    public void check() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }
  }

  /**
   * Standard input as a file that can be read at any place, of any size: a temporary copy, made
   * when it is first asked for and deleted in the end.
   */
  public static final class StandardInput implements Closeable {
    /** The name of standard input on a command line. */
    public static final String NAME = "-";

    private final InputStream in;
    private @Nullable Path copy;

    /** Standard input, unread. */
    public StandardInput(InputStream in) {
      this.in = in;
    }

    /** The copy. */
    public Path path() throws IOException {
      if (copy == null) {
        copy = Files.createTempFile("brine", null);
        // if the process is interrupted
        copy.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(copy)) {
          in.transferTo(out);
        }
      }
      return copy;
    }

    @Override
    public void close() throws IOException {
      if (copy != null) {
        Files.delete(copy);
      }
    }
  }
}

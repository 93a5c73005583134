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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a command: results go to standard output, everything else to standard error.
 *
 * @param in standard input, which a command line calls {@code -}
 * @param out for results
 * @param err for messages and progress
 * @param terminal whether standard error is a terminal, which can show progress
 * @param screen whether standard output is a terminal, which can show images
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

  /** Reports a problem after all results so far, without the passwords and tokens of addresses. */
  public void tell(String message) {
    out.flush();
    err.println("brine: " + WebAddress.withoutSecrets(message));
  }

  /**
   * An output stream that remembers its first failure, which a {@link java.io.PrintStream} around
   * it would swallow.
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
   * Standard input as a file of any size with random access: a temporary copy, made on the first
   * use and deleted by {@link #close}.
   */
  public static final class StandardInput implements Closeable {
    /** The name of standard input on a command line. */
    public static final String NAME = "-";

    private final InputStream in;
    private final List<StandardInput> pipes = new ArrayList<>();
    private @Nullable Path copy;

    /** Standard input, unread. */
    public StandardInput(InputStream in) {
      this.in = in;
    }

    /** The path of the copy. */
    public Path path() throws IOException {
      if (copy == null) {
        copy = Files.createTempFile("brine", null);
        // deletes it if the process is interrupted
        copy.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(copy)) {
          in.transferTo(out);
        }
      }
      return copy;
    }

    /**
     * The path of a copy of a pipe or the like, which can be read only once; deleted at the end.
     */
    public Path copyOf(Path pipe) throws IOException {
      try (InputStream piped = Files.newInputStream(pipe)) {
        StandardInput input = new StandardInput(piped);
        pipes.add(input);
        return input.path();
      }
    }

    @Override
    public void close() throws IOException {
      if (copy != null) {
        Files.delete(copy);
      }
      for (StandardInput pipe : pipes) {
        pipe.close();
      }
    }
  }
}

package dev.brine.cli.input;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first failure of a stream, which a {@link java.io.PrintStream} on it does not report.
 */
public final class CheckedOutput extends FilterOutputStream {
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

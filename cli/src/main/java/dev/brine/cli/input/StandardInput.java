package dev.brine.cli.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Standard input as a file that can be read at any place, of any size: a temporary copy, made when
 * it is first asked for and deleted in the end.
 */
public final class StandardInput implements Closeable {
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

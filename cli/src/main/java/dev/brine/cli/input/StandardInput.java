package dev.brine.cli.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Standard input as a file that can be read at any place, of any size: a temporary copy, made when
 * it is first asked for and deleted in the end.
 */
public final class StandardInput implements Closeable {
  /** The name of standard input on a command line. */
  public static final String NAME = "-";

  private final InputStream in;
  private final List<StandardInput> pipes = new ArrayList<>();
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

  /** A copy of a pipe or the like, which can be read only once; deleted in the end too. */
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

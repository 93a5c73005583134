package dev.brine.cli.rows;

import dev.brine.cli.command.Console;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.text.JsonLines;
import dev.brine.npy.WholeFile;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of the lines that {@code brine cat} prints of an array. */
public final class RowFile {
  private RowFile() {}

  /**
   * Writes all rows of a part as CSV, or as JSON lines; whole or not at all.
   *
   * @throws IOException if the part cannot be read or shown so, or the file not be written
   */
  public static void write(Part part, Path path, boolean json) throws IOException {
    WholeFile.write(path, out -> write(part, out, json));
  }

  private static void write(Part part, OutputStream out, boolean json) throws IOException {
    Remembering remembering = new Remembering(out);
    PrintStream print = new PrintStream(remembering, false, StandardCharsets.UTF_8);
    RowFormat format = json ? new JsonRows(new JsonLines(print)) : new CsvRows(print);
    Console console = new Console(print, print, false);
    RowVisitor visitor = new RowVisitor(Long.MAX_VALUE, format, console);
    Failure failure = Failure.of(() -> visitor.part(part), part);
    if (failure != null) {
      throw new IOException(failure.message());
    }
    print.flush();
    remembering.check();
  }

  /** Keeps the failure that a {@link PrintStream} would not tell. */
  private static final class Remembering extends FilterOutputStream {
    private @Nullable IOException failure;

    Remembering(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    void check() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }
  }
}

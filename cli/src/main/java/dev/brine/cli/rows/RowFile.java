package dev.brine.cli.rows;

import dev.brine.cli.command.CheckedOutput;
import dev.brine.cli.command.Console;
import dev.brine.cli.element.Rows;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.text.JsonLines;
import dev.brine.npy.WholeFile;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file of the lines that {@code brine cat} prints of an array. */
public final class RowFile {
  private static final long ELEMENTS = 1 << 14;

  private RowFile() {}

  /** Writes rows in a format. */
  @FunctionalInterface
  private interface Body {
    void writeTo(RowFormat format, Console console) throws IOException;
  }

  /**
   * Writes all rows of a part as CSV, or as JSON lines; whole or not at all.
   *
   * @throws IOException if the part cannot be read or shown so, or the file not be written
   */
  public static void write(Part part, Path path, boolean json) throws IOException {
    write(
        path,
        json,
        (format, console) -> {
          RowVisitor visitor = new RowVisitor(Long.MAX_VALUE, format, console);
          Failure failure = Failure.of(() -> visitor.part(part), part);
          if (failure != null) {
            throw new IOException(failure.message());
          }
        });
  }

  /**
   * Writes all rows of an array.
   *
   * @param name of the file it is from
   * @throws IOException if it cannot be shown so, or the file not be written
   */
  public static void write(NdArray array, String name, Path path, boolean json) throws IOException {
    write(
        path,
        json,
        (format, console) -> {
          try {
            rows(array, format);
          } catch (UnsupportedOperationException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
          }
        });
  }

  private static void rows(NdArray array, RowFormat format) throws IOException {
    if (array.ndim() == 0) {
      format.rows(array, Rows.of(array), true);
      return;
    }
    long count = array.shape().dim(0);
    long each = Math.max(1, array.size() / Math.max(1, count));
    long most = Math.max(1, ELEMENTS / each);
    for (long from = 0; from < count; from += most) {
      NdArray block = array.slice(from, Math.min(count, from + most));
      format.rows(block, Rows.of(block), from == 0);
    }
  }

  private static void write(Path path, boolean json, Body body) throws IOException {
    WholeFile.write(
        path,
        out -> {
          CheckedOutput checked = new CheckedOutput(out);
          PrintStream print = new PrintStream(checked, false, StandardCharsets.UTF_8);
          RowFormat format = json ? new JsonRows(new JsonLines(print)) : new CsvRows(print);
          body.writeTo(format, new Console(print, print, false));
          print.flush();
          checked.check();
        });
  }
}

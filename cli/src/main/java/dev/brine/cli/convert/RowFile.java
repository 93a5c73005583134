package dev.brine.cli.convert;

import dev.brine.cli.convert.ConvertCommand.FileKind;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Console.CheckedOutput;
import dev.brine.cli.input.Console.StandardInput;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.Parts.Chosen;
import dev.brine.cli.print.ItemColumn.Rows;
import dev.brine.cli.print.RowFormat;
import dev.brine.cli.print.RowVisitor;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.WholeFile;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Writes a file of the lines that {@code brine cat} prints. */
public final class RowFile {
  private static final long ELEMENTS = 1 << 14;

  private RowFile() {}

  /** Writes rows in a format. */
  @FunctionalInterface
  private interface Body {
    void writeTo(RowFormat format, Console console) throws IOException;
  }

  /**
   * Writes all rows of an array.
   *
   * @param name the file that the array is from
   * @throws IOException if the array cannot be printed, or the file cannot be written
   */
  static void write(NdArray array, String name, Path path, boolean json, char delimiter)
      throws IOException {
    write(
        path,
        json,
        delimiter,
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

  private static void write(Path path, boolean json, char delimiter, Body body) throws IOException {
    WholeFile.write(
        path,
        out -> {
          CheckedOutput checked = new CheckedOutput(out);
          PrintStream print = new PrintStream(checked, false, StandardCharsets.UTF_8);
          RowFormat format = json ? RowFormat.jsonLines(print) : RowFormat.csv(print, delimiter);
          body.writeTo(format, new Console(print, print, false));
          print.flush();
          checked.check();
        });
  }

  /**
   * Writes the rows of one array of a file as CSV or JSON lines.
   *
   * @param inputs a file, and a member of it if it has several
   */
  static void write(List<String> inputs, Path out, FileKind kind, char delimiter, LoadOptions load)
      throws IOException {
    withPart(
        inputs,
        load,
        part ->
            write(
                out,
                kind == FileKind.JSON_LINES,
                delimiter,
                (format, console) -> {
                  RowVisitor visitor = new RowVisitor(Long.MAX_VALUE, format, console);
                  Failure failure = Failure.of(() -> visitor.part(part), part);
                  if (failure != null) {
                    throw new IOException(failure.message());
                  }
                }));
  }

  /** Writes one array of a file, which has no objects, as an {@code .npy}. */
  static void save(List<String> inputs, Path out, LoadOptions load) throws IOException {
    withPart(
        inputs,
        load,
        part -> {
          NdArray array = part.array();
          if (array.dtype().hasObject()) {
            throw new UnsupportedException(
                part.location(), "it has Python objects; name the output .npz, without a MEMBER");
          }
          Npy.save(out, array);
        });
  }

  /** Does something with the part that the arguments name. */
  private interface PartAction {
    void run(Part part) throws IOException;
  }

  private static void withPart(List<String> inputs, LoadOptions load, PartAction action)
      throws IOException {
    try (StandardInput none = new StandardInput(InputStream.nullInputStream());
        Chosen chosen = Chosen.open(inputs, 0, none, load)) {
      String name = inputs.get(0);
      if (chosen.next() != inputs.size()) {
        throw new UsageException(
            name + " has no member " + inputs.get(1) + "; " + chosen.file().memberList());
      }
      if (chosen.parts().size() != 1) {
        throw new UsageException(
            name + " has " + chosen.parts().size() + " members; name one between IN and OUT");
      }
      Part part = chosen.parts().get(0);
      if (part.content() == Part.Content.BYTES) {
        throw new UsageException(part.title() + " is not an array");
      }
      action.run(part);
    }
  }
}

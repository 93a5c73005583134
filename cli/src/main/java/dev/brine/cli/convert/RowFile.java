package dev.brine.cli.convert;

import dev.brine.cli.convert.ConvertCommand.FileKind;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Console.CheckedOutput;
import dev.brine.cli.input.Console.StandardInput;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.Parts.Chosen;
import dev.brine.cli.print.RowFormat;
import dev.brine.cli.print.RowVisitor;
import dev.brine.internal.io.WholeFile;
import dev.brine.npy.LoadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Writes a file of the lines that {@code brine cat} prints. */
final class RowFile {
  private RowFile() {}

  /**
   * Writes the rows of one array of a file as CSV or JSON lines; the output is complete or not
   * replaced.
   *
   * @param inputs a file, and a member of it if it has several
   * @throws IOException if the array cannot be read or printed, or the output cannot be written
   */
  static void write(List<String> inputs, Path out, FileKind kind, LoadOptions load)
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
      WholeFile.write(out, to -> write(part, to, kind));
    }
  }

  private static void write(Part part, OutputStream to, FileKind kind) throws IOException {
    CheckedOutput checked = new CheckedOutput(to);
    PrintStream print = new PrintStream(checked, false, StandardCharsets.UTF_8);
    RowFormat format =
        kind == FileKind.JSON_LINES ? RowFormat.jsonLines(print) : RowFormat.csv(print);
    RowVisitor visitor = new RowVisitor(Long.MAX_VALUE, format, new Console(print, print, false));
    Failure failure = Failure.of(() -> visitor.part(part), part);
    if (failure != null) {
      throw new IOException(failure.message());
    }
    print.flush();
    checked.check();
  }
}

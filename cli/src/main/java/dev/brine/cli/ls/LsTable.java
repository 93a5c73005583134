package dev.brine.cli.ls;

import dev.brine.cli.command.Console;
import dev.brine.cli.header.Words;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Format;
import dev.brine.cli.input.InputFile;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.PartVisitor;
import dev.brine.cli.text.Numbers;
import dev.brine.cli.text.Table;
import dev.brine.internal.text.Printable;
import dev.brine.npy.NpzMember;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table an archive, and one for each run of files that are an array each. */
final class LsTable implements PartVisitor {
  private static final int LONGEST_SHAPE = 24;

  private final Console console;
  private final List<String> complaints = new ArrayList<>();
  private Table table = files();
  private boolean printed;

  LsTable(Console console) {
    this.console = console;
  }

  private static Table files() {
    return new Table("file", "dtype", "shape", "order", ">size");
  }

  @Override
  public void begin(InputFile file, boolean alone) {
    if (file.format() == Format.NPZ) {
      flush("");
      table = new Table("member", "dtype", "shape", "order", ">size", ">stored", "");
    }
  }

  @Override
  public void part(Part part) throws IOException {
    switch (Contents.of(part)) {
      case ARRAY -> {
        NpyHeader header = part.header();
        row(part, Words.name(header.dtype()), shape(header.shape()), Words.order(header));
      }
      case BYTES -> row(part, part.isDirectory() ? "(directory)" : "(no array)", "", "");
      case PICKLE -> row(part, "(pickle)", "", "");
    }
  }

  private static String shape(Shape shape) {
    String text = shape.toString();
    return text.length() <= LONGEST_SHAPE ? text : shape.ndim() + "-d, " + Words.elements(shape);
  }

  private void row(Part part, String dtype, String shape, String order) {
    NpzMember member = part.member();
    String size = Numbers.bytes(part.size());
    if (member == null) {
      table.row(Printable.escape(part.file()), dtype, shape, order, size);
    } else {
      table.row(
          Printable.escape(member.name()),
          dtype,
          shape,
          order,
          size,
          Numbers.bytes(member.compressedSize()),
          member.method() == 0 ? "" : member.compression());
    }
  }

  @Override
  public void failed(String file, @Nullable Part part, Failure failure) {
    if (part != null) {
      row(part, "(unreadable)", "", "");
    }
    complaints.add(failure.message());
  }

  @Override
  public void end(InputFile file) {
    if (file.format() == Format.NPZ) {
      if (printed) {
        console.out().println();
      }
      console
          .out()
          .println(
              Printable.escape(file.name())
                  + ": "
                  + Numbers.count(file.parts().size(), "member")
                  + ", "
                  + Numbers.count(file.size(), "byte"));
      printed = true;
      flush("  ");
      table = files();
    }
  }

  /** Prints what is left. */
  void finish() {
    flush("");
  }

  private void flush(String indent) {
    if (!table.isEmpty()) {
      if (printed && indent.isEmpty()) {
        console.out().println();
      }
      console.out().print(table.lines(indent));
      printed = true;
      table = files();
    }
    complaints.forEach(console::tell);
    complaints.clear();
  }
}

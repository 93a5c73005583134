package dev.brine.cli.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.ForeignFormat;
import dev.brine.cli.input.InputFile;
import dev.brine.cli.input.InputFile.Format;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.Part.Content;
import dev.brine.cli.input.Parts;
import dev.brine.cli.input.Parts.PartVisitor;
import dev.brine.cli.print.HeaderText;
import dev.brine.cli.print.JsonLines;
import dev.brine.cli.print.JsonLines.HeaderJson;
import dev.brine.cli.print.JsonLines.JsonVisitor;
import dev.brine.cli.print.Numbers;
import dev.brine.cli.print.NumpyRules;
import dev.brine.cli.print.Table;
import dev.brine.cli.print.Table.Overflow;
import dev.brine.internal.text.Printable;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NpzMember;
import dev.brine.npy.Torch;
import dev.brine.npy.array.DataFrame;
import dev.brine.npy.array.SparseMatrix;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** {@code brine ls}. */
public final class LsCommand implements Command {

  @Override
  public String usage() {
    return "brine ls FILE [MEMBER]... [FILE]... [options]";
  }

  @Override
  public String summary() {
    return "Lists the arrays in files: dtype, shape, order and size. Of arrays, it reads headers"
        + " only; it decodes pickles, and lists the arrays in them by their paths.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, "json", "print one JSON object per line, with the exact sizes");
    Arguments.headers(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    PartVisitor visitor =
        new Arguments(line).has("json")
            ? new LsJson(new JsonLines(console.out()))
            : new LsTable(console);
    // of the strings of Python 2, only the keys of dicts are shown
    LoadOptions options = new Arguments(line).headers().withEncoding(StringEncoding.LATIN1);
    boolean fine = Parts.visit(line.getArgList(), options, console, visitor);
    if (visitor instanceof LsTable table) {
      table.finish();
      fine &= !table.truncated;
    }
    return fine ? OK : ERROR;
  }

  /** Prints one table per archive, and one for each run of other files. */
  private static final class LsTable implements PartVisitor {
    private static final int MAX_SHAPE = 24;

    private final Console console;
    private final List<String> complaints = new ArrayList<>();
    private Table table = files();
    private @Nullable InputFile current;
    private @Nullable ForeignFormat foreign;
    private boolean truncated;
    private boolean printed;

    LsTable(Console console) {
      this.console = console;
    }

    private static Table files() {
      return Table.of(Overflow.NONE, "file", "dtype", "shape", "order", ">size");
    }

    @Override
    public void begin(InputFile file, boolean alone) {
      current = file;
      foreign = file.foreign();
      if (file.format() == Format.NPZ) {
        flush("");
        table =
            Table.of(Overflow.NONE, "member", "dtype", "shape", "order", ">size", ">stored", "");
      }
    }

    @Override
    public void part(Part part) throws IOException {
      switch (Contents.of(part)) {
        case ARRAY -> array(part);
        case BYTES -> row(part, kind(part), "", "");
        case PICKLE -> pickle(part);
      }
    }

    /** A row for the pickle, and one for each array or column in it. */
    private void pickle(Part part) throws IOException {
      InputFile file = Objects.requireNonNull(current);
      PickleValue value = null;
      List<Part> nested = List.of();
      try {
        value = file.hasNested() ? file.lenientValue() : part.value();
        nested = file.hasNested() ? file.nested() : nested;
        unread(part, Torch.unread(value));
      } catch (IOException e) {
        if (file.hasNested()) {
          complaints.add(Failure.of(part.file(), e).message());
          truncated = true;
        } // a member is listed all the same, and other commands say what is wrong
      }
      if (value instanceof SparseMatrix sparse) {
        row(part, "(" + sparse.summary() + ")", "", "");
      } else if (value instanceof DataFrame frame) {
        row(part, "(" + frame.summary() + ")", "", "");
        frame.named().forEach((name, column) -> column(name, column.dtype(), frame.rows()));
      } else if (value instanceof PyLibrary.Array array) {
        row(part, "(array.array '" + array.typecode() + "')", "(" + array.size() + ",)", "");
      } else {
        boolean alone = nested.size() == 1 && "".equals(nested.get(0).memberName());
        if (!alone) {
          row(part, file.format() == Format.TORCH ? "(torch)" : "(pickle)", "", "");
        }
        for (Part each : nested) {
          array(alone ? part : each, each.header());
        }
      }
    }

    /** Tells which tensors have no row. */
    private void unread(Part part, Map<String, String> tensors) {
      tensors.forEach(
          (path, reason) ->
              complaints.add(
                  part.file()
                      + (path.isEmpty() ? "" : "!" + Printable.escape(path))
                      + ": "
                      + Printable.escape(reason)
                      + " cannot be read"));
      truncated |= !tensors.isEmpty();
    }

    private void column(String name, String dtype, long rows) {
      table.row("  " + Printable.escape(name), Printable.escape(dtype), "(" + rows + ",)", "", "");
    }

    private void array(Part part) throws IOException {
      NpyHeader header = part.header();
      String cut = truncated(part, header);
      if (cut != null) {
        complaints.add(cut);
        truncated = true;
      }
      array(part, header);
    }

    private void array(Part part, NpyHeader header) {
      row(part, HeaderText.name(header.dtype()), shape(header.shape()), HeaderText.order(header));
    }

    /** A sentence about an array of which the end is missing, or null if none is. */
    private static @Nullable String truncated(Part part, NpyHeader header) {
      long missing =
          header.dtype().hasObject() ? 0 : header.length() + header.dataBytes() - part.size();
      return missing <= 0
          ? null
          : part.title()
              + ": truncated; its last "
              + Numbers.count(missing, "byte")
              + (missing == 1 ? " is missing" : " are missing");
    }

    private static String shape(Shape shape) {
      String text = shape.toString();
      return text.length() <= MAX_SHAPE ? text : shape.ndim() + "-d, " + HeaderText.elements(shape);
    }

    private String kind(Part part) {
      if (part.isDirectory()) {
        return "(directory)";
      }
      String member = part.memberName();
      if (member != null && NumpyRules.isFromFinder(member)) {
        return "(macOS metadata)";
      }
      return foreign == null ? "(not an array)" : "(" + foreign.form() + ")";
    }

    private void row(Part part, String dtype, String shape, String order) {
      NpzMember member = part.member();
      String size = Numbers.bytes(part.size());
      if (member == null) {
        String tensor = part.memberName();
        table.row(
            Printable.escape(tensor == null ? part.file() : part.title()),
            dtype,
            shape,
            order,
            size);
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
        String sparse = file.sparseMatrix();
        if (sparse != null) {
          console.out().println("  " + sparse);
        }
        printed = true;
        flush("  ");
        table = files();
      }
    }

    /** Prints the last table. */
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

  /** Prints one JSON object per part. */
  private static final class LsJson extends JsonVisitor {
    private @Nullable InputFile file;

    LsJson(JsonLines lines) {
      super(lines);
    }

    @Override
    public void part(Part part) throws IOException {
      Part.Content content = Contents.of(part);
      NpyHeader header = content == Part.Content.ARRAY ? part.header() : null;
      JsonGenerator json = begin(part.file(), part);
      json.writeStringField("content", HeaderText.content(part, content));
      json.writeStringField("version", header == null ? null : header.version().toString());
      HeaderJson.writeFacts(json, header);
      end();
      if (content == Part.Content.PICKLE && file != null && file.hasNested()) {
        for (Part nested : file.nested()) {
          part(nested);
        }
      }
    }

    @Override
    public void begin(InputFile opened, boolean alone) {
      file = opened;
    }

    @Override
    protected void details(@Nullable Part part, JsonGenerator json) throws IOException {
      if (part != null) {
        json.writeNumberField("size", part.size());
        NpzMember member = part.member();
        if (member != null) {
          json.writeNumberField("compressed_size", member.compressedSize());
          json.writeStringField("compression", member.compression());
        }
      }
    }
  }

  /** The kind of a part; a file that cannot be a pickle is bytes. */
  private static final class Contents {
    private Contents() {}

    static Content of(Part part) throws IOException {
      Content content = part.content();
      if (content != Content.PICKLE) {
        return content;
      }
      try (InputStream in = part.bytes()) {
        return Format.canBePickle(in.readNBytes(Format.MAGIC_LENGTH)) ? content : Content.BYTES;
      }
    }
  }
}

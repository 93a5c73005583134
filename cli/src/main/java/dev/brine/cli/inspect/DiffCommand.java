package dev.brine.cli.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Console.StandardInput;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Parts.Chosen;
import dev.brine.cli.inspect.Diff.Difference;
import dev.brine.cli.print.HeaderText;
import dev.brine.cli.print.JsonLines;
import dev.brine.cli.print.JsonLines.HeaderJson;
import dev.brine.cli.print.Numbers;
import dev.brine.cli.print.Table;
import dev.brine.internal.text.Printable;
import dev.brine.npy.LoadOptions;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine diff}. */
public final class DiffCommand implements Command {

  @Override
  public String usage() {
    return "brine diff A [MEMBER] B [MEMBER] [options]";
  }

  @Override
  public String summary() {
    return "Shows what differs between two files, array by array: dtype, shape, elements. Ignores"
        + " byte order, memory order and compression. Exits with 0 if the files are the"
        + " same, 1 if they differ, 2 if they cannot be compared.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, "json", "print one JSON object per array");
    Arguments.loading(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    Arguments arguments = new Arguments(line);
    LoadOptions options = arguments.loading();
    List<String> names = line.getArgList();
    if (names.isEmpty()) {
      throw new UsageException("brine diff takes two files");
    }
    try (StandardInput input = new StandardInput(console.in());
        Chosen one = Chosen.open(names, 0, input, options)) {
      if (one.next() == names.size()) {
        throw new UsageException("brine diff takes two files; there is no second one");
      }
      try (Chosen two = Chosen.open(names, one.next(), input, options)) {
        if (two.next() < names.size()) {
          throw new UsageException(
              "brine diff takes two files, but " + names.get(two.next()) + " is a third argument");
        }
        DiffOutput output =
            arguments.has("json")
                ? new DiffJson(new JsonLines(console.out()))
                : new DiffText(console);
        return new Diff(one, two, output).run();
      }
    }
  }

  /** Reports the results of a comparison. */
  interface DiffOutput {

    /** A part that both files have; the name is empty if it is the whole file. */
    void pair(String name, Difference difference) throws IOException;

    /** A part that is in one file only. */
    void onlyIn(String file, String name) throws IOException;

    /** A part that could not be compared. */
    void failed(String name, Failure failure) throws IOException;

    /** The conclusion: {@code different} of {@code all} parts differ. */
    void verdict(long all, long different) throws IOException;
  }

  /** Text: one line per part that differs, the first differing elements, and a verdict. */
  private static final class DiffText implements DiffOutput {
    private final Console console;

    DiffText(Console console) {
      this.console = console;
    }

    @Override
    public void pair(String name, Difference difference) {
      if (difference.isSame()) {
        return;
      }
      String title = name.isEmpty() ? "" : Printable.escape(name) + ": ";
      console.out().println(title + sentence(difference));
      Table grid = Table.of(3, false, Table.Overflow.DROP);
      for (Difference.Element element : difference.first()) {
        grid.row(new String[] {"  " + element.index(), element.one(), element.two()});
      }
      console.out().print(grid.lines(""));
    }

    private static String sentence(Difference difference) {
      Diff.Side one = difference.one();
      Diff.Side two = difference.two();
      if (one == null || two == null) {
        return one == null && two == null ? "different content" : "an array in one file only";
      }
      StringBuilder text = new StringBuilder();
      if (!difference.sameType()) {
        text.append("dtype ").append(HeaderText.name(one.dtype())).append(", ");
        text.append(HeaderText.name(two.dtype())).append("; ");
      }
      if (!difference.sameShape()) {
        text.append("shape ").append(one.shape()).append(", ").append(two.shape()).append("; ");
      }
      if (difference.different() > 0) {
        text.append(Numbers.grouped(difference.different()))
            .append(" of ")
            .append(Numbers.count(difference.compared(), "element"))
            .append(difference.different() == 1 ? " differs" : " differ");
      } else if (difference.compared() > 0) {
        text.append("the values are the same");
      } else {
        text.setLength(text.length() - 2);
      }
      return text.toString();
    }

    @Override
    public void onlyIn(String file, String name) {
      String title = name.isEmpty() ? "an array without a name" : Printable.escape(name);
      console.out().println(title + ": only in " + Printable.escape(file));
    }

    @Override
    public void failed(String name, Failure failure) {
      console.tell(failure.message());
    }

    @Override
    public void verdict(long all, long different) {
      console
          .out()
          .println(
              different == 0
                  ? "The same: " + Numbers.count(all, "array") + "."
                  : "Different: "
                      + Numbers.grouped(different)
                      + " of "
                      + Numbers.count(all, "array")
                      + ".");
    }
  }

  /** One JSON object per part. */
  private static final class DiffJson implements DiffOutput {
    private final JsonLines lines;

    DiffJson(JsonLines lines) {
      this.lines = lines;
    }

    private JsonGenerator begin(String name) throws IOException {
      JsonGenerator json = lines.json();
      json.writeStartObject();
      json.writeStringField("member", name.isEmpty() ? null : name);
      return json;
    }

    private void end(JsonGenerator json) throws IOException {
      json.writeEndObject();
      lines.endLine();
    }

    @Override
    public void pair(String name, Difference difference) throws IOException {
      JsonGenerator json = begin(name);
      json.writeBooleanField("same", difference.isSame());
      Diff.Side one = difference.one();
      Diff.Side two = difference.two();
      if (one != null && two != null) {
        json.writeArrayFieldStart("descr");
        json.writeRawValue(one.dtype().descrJson());
        json.writeRawValue(two.dtype().descrJson());
        json.writeEndArray();
        json.writeArrayFieldStart("shape");
        HeaderJson.writeShape(json, one.shape());
        HeaderJson.writeShape(json, two.shape());
        json.writeEndArray();
      }
      json.writeNumberField("compared", difference.compared());
      json.writeNumberField("different", difference.different());
      json.writeArrayFieldStart("first");
      for (Difference.Element element : difference.first()) {
        json.writeStartObject();
        json.writeArrayFieldStart("index");
        for (long place : element.index()) {
          json.writeNumber(place);
        }
        json.writeEndArray();
        json.writeStringField("a", element.one());
        json.writeStringField("b", element.two());
        json.writeEndObject();
      }
      json.writeEndArray();
      end(json);
    }

    @Override
    public void onlyIn(String file, String name) throws IOException {
      JsonGenerator json = begin(name);
      json.writeBooleanField("same", false);
      json.writeStringField("only_in", file);
      end(json);
    }

    @Override
    public void failed(String name, Failure failure) throws IOException {
      JsonGenerator json = begin(name);
      HeaderJson.writeError(json, failure);
      end(json);
    }

    /** Prints nothing: the exit code and the lines say it. */
    @Override
    public void verdict(long all, long different) {}
  }
}

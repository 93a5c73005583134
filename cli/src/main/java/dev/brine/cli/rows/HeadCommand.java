package dev.brine.cli.rows;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.Command;
import dev.brine.cli.command.Console;
import dev.brine.cli.command.UsageException;
import dev.brine.cli.input.Loading;
import dev.brine.cli.input.Parts;
import dev.brine.cli.text.JsonLines;
import dev.brine.npy.LoadOptions;
import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine head}, and {@code brine cat} for all rows. */
public final class HeadCommand implements Command {
  private static final long FIRST = 10;

  private final boolean all;

  private HeadCommand(boolean all) {
    this.all = all;
  }

  /** The first rows. */
  public static HeadCommand head() {
    return new HeadCommand(false);
  }

  /** All rows. */
  public static HeadCommand cat() {
    return new HeadCommand(true);
  }

  @Override
  public String usage() {
    return (all ? "brine cat" : "brine head") + " FILE [MEMBER]... [FILE]... [options]";
  }

  @Override
  public String summary() {
    return all
        ? "Prints the rows of arrays: what is at each place of the first axis."
        : "Prints the first rows of arrays: what is at each place of the first axis.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.value(
        options,
        "rows",
        "N",
        "print N rows of each array; " + (all ? "all" : FIRST) + " by default");
    Arguments.value(
        options,
        "format",
        "NAME",
        "text, the default, for people; csv, with a line of names for structs; or jsonl, a JSON"
            + " value a line");
    Arguments.value(
        options,
        "draw",
        "WHEN",
        "draw pictures, which are uint8 of shape (n, height, width), with 1, 3 or 4 colours first or"
            + " last: "
            + (all ? "never, the default" : "auto, the default, which is on a terminal")
            + ", always, which takes a matrix for a picture too, or "
            + (all ? "auto" : "never"));
    Loading.add(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    Arguments arguments = new Arguments(line);
    LoadOptions options = Loading.options(arguments);
    Long rows = arguments.longOrNone("rows", all ? Long.MAX_VALUE : FIRST);
    if (rows == null || rows < 0) {
      throw new UsageException("--rows must be a number from 0 on");
    }
    RowVisitor visitor = new RowVisitor(rows, format(arguments, console), console);
    return Parts.visit(line.getArgList(), options, console, visitor) ? FINE : COULD_NOT;
  }

  private String when(Arguments arguments) {
    String when = arguments.text("draw");
    return when == null ? (all ? "never" : "auto") : when;
  }

  private boolean draws(Arguments arguments, Console console) {
    return switch (when(arguments)) {
      case "auto" -> console.screen();
      case "always" -> true;
      case "never" -> false;
      default ->
          throw new UsageException(
              "--draw must be auto, always or never but was " + when(arguments));
    };
  }

  private RowFormat format(Arguments arguments, Console console) throws IOException {
    String name = arguments.text("format");
    if (name == null || name.equals("text")) {
      TextRows text = new TextRows(console.out(), !all);
      return draws(arguments, console)
          ? new PictureRows(text, console.out(), console.color(), when(arguments).equals("always"))
          : text;
    }
    if (when(arguments).equals("always")) {
      throw new UsageException("--draw always is for --format text");
    }
    return switch (name) {
      case "csv" -> new CsvRows(console.out());
      case "jsonl" -> new JsonRows(new JsonLines(console.out()));
      default -> throw new UsageException("--format must be text, csv or jsonl but was " + name);
    };
  }
}

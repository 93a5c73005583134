package dev.brine.cli.inspect;

import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Parts;
import dev.brine.cli.print.RowFormat;
import dev.brine.cli.print.RowVisitor;
import dev.brine.npy.LoadOptions;
import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine head} prints the first rows, and {@code brine cat} all rows. */
public final class HeadCommand implements Command {
  private static final long FIRST = 10;

  private final boolean all;

  private HeadCommand(boolean all) {
    this.all = all;
  }

  /** Creates {@code brine head}. */
  public static HeadCommand head() {
    return new HeadCommand(false);
  }

  /** Creates {@code brine cat}. */
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
        ? "Prints the rows of arrays (slices along axis 0)."
        : "Prints the first rows of arrays (slices along axis 0).";
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
        "text, the default; csv, with a header line for structs; or jsonl, one JSON value per"
            + " line");
    Arguments.value(
        options,
        "draw",
        "WHEN",
        "draw arrays that are images: uint8 of shape (n, height, width), possibly with 1, 3 or 4"
            + " channels first or last. WHEN is "
            + (all
                ? "never, the default; auto, which draws on a terminal;"
                : "auto, the default, which draws on a terminal; never;")
            + " or always, which also draws a matrix as an image");
    Arguments.loading(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    Arguments arguments = new Arguments(line);
    LoadOptions options = arguments.loading();
    Long rows = arguments.longOrNone("rows", all ? Long.MAX_VALUE : FIRST);
    if (rows == null || rows < 0) {
      throw new UsageException("--rows must be a whole number, 0 or more");
    }
    RowVisitor visitor = new RowVisitor(rows, format(arguments, console), console);
    return Parts.visit(line.getArgList(), options, console, visitor) ? OK : ERROR;
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
      return draws(arguments, console)
          ? RowFormat.images(console.out(), !all, console.color(), when(arguments).equals("always"))
          : RowFormat.text(console.out(), !all);
    }
    if (when(arguments).equals("always")) {
      throw new UsageException("--draw always needs --format text");
    }
    return switch (name) {
      case "csv" -> RowFormat.csv(console.out());
      case "jsonl" -> RowFormat.jsonLines(console.out());
      default -> throw new UsageException("--format must be text, csv or jsonl but was " + name);
    };
  }
}

package dev.brine.cli.stats;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.Command;
import dev.brine.cli.command.Console;
import dev.brine.cli.input.Loading;
import dev.brine.cli.input.PartVisitor;
import dev.brine.cli.input.Parts;
import dev.brine.cli.text.JsonLines;
import dev.brine.npy.LoadOptions;
import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine stats}. */
public final class StatsCommand implements Command {

  @Override
  public String usage() {
    return "brine stats FILE [MEMBER]... [FILE]... [options]";
  }

  @Override
  public String summary() {
    return "Tells the range, mean, deviation and distinct values of arrays; of rows of different"
        + " lengths also how long they are.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, "json", "print one JSON object a line");
    Loading.add(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    Arguments arguments = new Arguments(line);
    LoadOptions options = Loading.options(arguments);
    PartVisitor visitor =
        arguments.has("json")
            ? new StatsJson(new JsonLines(console.out()))
            : new StatsText(console);
    return Parts.visit(line.getArgList(), options, console, visitor) ? FINE : COULD_NOT;
  }
}

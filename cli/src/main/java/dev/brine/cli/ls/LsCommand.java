package dev.brine.cli.ls;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.Command;
import dev.brine.cli.command.Console;
import dev.brine.cli.input.PartVisitor;
import dev.brine.cli.input.Parts;
import dev.brine.cli.text.JsonLines;
import dev.brine.npy.LoadOptions;
import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine ls}. */
public final class LsCommand implements Command {

  @Override
  public String usage() {
    return "brine ls FILE [MEMBER]... [FILE]... [--json]";
  }

  @Override
  public String summary() {
    return "Lists the arrays in files: dtype, shape, order and size. Reads their headers only.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, "json", "print one JSON object a line, with the exact sizes");
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    PartVisitor visitor =
        new Arguments(line).has("json")
            ? new LsJson(new JsonLines(console.out()))
            : new LsTable(console);
    boolean fine = Parts.visit(line.getArgList(), LoadOptions.DEFAULT, console, visitor);
    if (visitor instanceof LsTable table) {
      table.finish();
    }
    return fine ? FINE : COULD_NOT;
  }
}

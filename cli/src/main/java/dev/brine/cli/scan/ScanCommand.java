package dev.brine.cli.scan;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.Command;
import dev.brine.cli.command.Console;
import dev.brine.cli.command.UsageException;
import dev.brine.cli.input.StandardInput;
import dev.brine.cli.text.JsonLines;
import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine scan}. */
public final class ScanCommand implements Command {

  @Override
  public String usage() {
    return "brine scan PATH... [--json | --sarif]";
  }

  @Override
  public String summary() {
    return """
    Says whether files hold anything but data: pickles, arrays, and what archives
    and compressed files hold of them. Looks at every file in a directory, by its
    bytes. Exits with 0 if all are clean, 1 if something was found, 2 if that could
    not be told of some: they are malformed or unreadable.\
    """;
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, "json", "print one JSON object a file, a line each");
    Arguments.flag(options, "sarif", "print SARIF 2.1.0, for code-scanning services");
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    if (line.getArgList().isEmpty()) {
      throw new UsageException("brine scan needs a PATH: a file, a directory or -");
    }
    ScanOutput output = output(new Arguments(line), console);
    Totals totals = new Totals();
    try (StandardInput input = new StandardInput(console.in())) {
      ScanRun run = new ScanRun(Targets.of(line.getArgList(), input));
      run.start();
      try (ScanBar bar = new ScanBar(console, run.count())) {
        for (int i = 0; i < run.count(); i++) {
          Outcome outcome = run.outcome(i);
          totals.count(outcome);
          output.file(outcome);
          bar.done(i + 1);
        }
      }
    }
    output.finish(totals);
    return totals.exitCode();
  }

  private static ScanOutput output(Arguments arguments, Console console) throws IOException {
    boolean json = arguments.has("json");
    if (json && arguments.has("sarif")) {
      throw new UsageException("brine scan prints --json or --sarif, not both");
    }
    if (arguments.has("sarif")) {
      String version = ScanCommand.class.getPackage().getImplementationVersion();
      return new Sarif(new JsonLines(console.out()), version);
    }
    return json ? new ScanJson(new JsonLines(console.out())) : new ScanTable(console);
  }
}

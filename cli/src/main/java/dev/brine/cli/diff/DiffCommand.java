package dev.brine.cli.diff;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.Command;
import dev.brine.cli.command.Console;
import dev.brine.cli.command.UsageException;
import dev.brine.cli.input.Chosen;
import dev.brine.cli.input.Loading;
import dev.brine.cli.input.StandardInput;
import dev.brine.cli.text.JsonLines;
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
    return "Tells what differs between two files, array by array: dtype, shape, elements. Byte"
        + " order, memory order and compression are no difference. Exit code 0: the same, 1:"
        + " different, 2: could not compare.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, "json", "print one JSON object an array");
    Loading.add(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    Arguments arguments = new Arguments(line);
    LoadOptions options = Loading.options(arguments);
    List<String> names = line.getArgList();
    if (names.isEmpty()) {
      throw new UsageException("brine diff takes two files");
    }
    try (StandardInput input = new StandardInput(console.in());
        Chosen one = Chosen.open(names, 0, input, options)) {
      if (one.next() == names.size()) {
        throw new UsageException("brine diff takes two files");
      }
      try (Chosen two = Chosen.open(names, one.next(), input, options)) {
        if (two.next() < names.size()) {
          throw new UsageException("brine diff takes two files, not also " + names.get(two.next()));
        }
        DiffOutput output =
            arguments.has("json")
                ? new DiffJson(new JsonLines(console.out()))
                : new DiffText(console);
        return new Diff(one, two, output).run();
      }
    }
  }
}

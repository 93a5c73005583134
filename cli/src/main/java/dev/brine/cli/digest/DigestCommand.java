package dev.brine.cli.digest;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.Command;
import dev.brine.cli.command.Console;
import dev.brine.cli.input.Loading;
import dev.brine.cli.input.Parts;
import dev.brine.cli.text.JsonLines;
import dev.brine.npy.LoadOptions;
import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine digest}. */
public final class DigestCommand implements Command {

  @Override
  public String usage() {
    return "brine digest FILE [MEMBER]... [FILE]...";
  }

  @Override
  public String summary() {
    return "Prints a hash of every array's content, the same for the same array in any file: one"
        + " JSON object a line.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Loading.add(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    LoadOptions options = Loading.options(new Arguments(line));
    DigestLines lines =
        new DigestLines(new JsonLines(console.out()), new PartDigest(options.pickle().limits()));
    return Parts.visit(line.getArgList(), options, console, lines) ? FINE : COULD_NOT;
  }
}

package dev.brine.cli.explain;

import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Console.StandardInput;
import dev.brine.cli.input.Failure;
import dev.brine.cli.print.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine explain}: says what a file is, whether it is safe, and what to do with it. */
public final class ExplainCommand implements Command {

  @Override
  public String usage() {
    return "brine explain FILE... [--json]";
  }

  @Override
  public String summary() {
    return "Says what a file is, why NumPy refuses it, whether it is safe, and what to run.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, "json", "print one JSON object per file");
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    List<String> files = line.getArgList();
    if (files.isEmpty()) {
      throw new UsageException("no file is given");
    }
    JsonLines json = new Arguments(line).has("json") ? new JsonLines(console.out()) : null;
    int code = OK;
    for (int i = 0; i < files.size(); i++) {
      String name = files.get(i);
      try (StandardInput input = new StandardInput(console.in())) {
        Path path = name.equals(StandardInput.NAME) ? input.path() : Path.of(name);
        Explanation explanation = Explainer.explain(name, path);
        if (json != null) {
          explanation.print(json);
        } else {
          console.out().print(i == 0 ? "" : "\n");
          explanation.print(console.out());
        }
        code = Math.max(code, explanation.fine() ? OK : FINDINGS);
      } catch (IOException e) {
        console.tell(Failure.of(name, e).message());
        code = ERROR;
      } catch (OutOfMemoryError e) {
        console.tell(name + ": " + Failure.outOfMemory());
        code = ERROR;
      }
    }
    return code;
  }
}

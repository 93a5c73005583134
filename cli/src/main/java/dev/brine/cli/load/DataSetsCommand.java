package dev.brine.cli.load;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.print.JsonLines;
import dev.brine.cli.print.Numbers;
import dev.brine.cli.print.Paragraph;
import dev.brine.cli.print.Table;
import dev.brine.datasets.DataSetFile;
import dev.brine.datasets.cache.CacheOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine datasets}. */
public final class DataSetsCommand implements Command {
  private static final int DIGITS = 8;

  @Override
  public String usage() {
    return "brine datasets [--check] [--json] [--home DIR]";
  }

  @Override
  public String summary() {
    return "Lists Keras' datasets and which of their files are in the cache.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, "check", "verify the hashes of the cached files");
    Arguments.flag(options, "json", "print one JSON object per file");
    Arguments.value(options, "home", "DIR", "Keras' folder; KERAS_HOME by default, else ~/.keras");
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    if (!line.getArgList().isEmpty()) {
      throw new UsageException(
          "brine datasets takes options only, not " + line.getArgList().get(0));
    }
    Arguments arguments = new Arguments(line);
    String home = arguments.text("home");
    List<DataSetFile> files =
        DataSetFile.list(CacheOptions.DEFAULT.withHome(home == null ? null : Path.of(home)));
    boolean check = arguments.has("check");
    if (arguments.has("json")) {
      json(files, check, console.out());
    } else {
      text(files, check, console.out());
    }
    return OK;
  }

  private static void text(List<DataSetFile> files, boolean check, PrintStream out)
      throws IOException {
    Table table = Table.of("dataset", "file", ">cached", "hash");
    String last = "";
    int cached = 0;
    for (DataSetFile file : files) {
      String name = file.dataSet().equals(last) ? "" : file.dataSet();
      table.row(name, file.path().getFileName().toString(), state(file, check), hash(file));
      last = file.dataSet();
      cached += file.isCached() ? 1 : 0;
    }
    out.print(table.lines(""));
    out.println();
    out.print(
        Paragraph.wrap(
            cached
                + " of "
                + files.size()
                + " files are in "
                + files.get(0).path().getParent()
                + ". brine load NAME downloads missing files and checks their hashes.",
            ""));
  }

  private static String state(DataSetFile file, boolean check) throws IOException {
    if (!file.isCached()) {
      return "no";
    }
    String size = Numbers.grouped(file.bytes());
    return check && file.hash() != null ? size + (file.matchesHash() ? " good" : " BAD") : size;
  }

  private static String hash(DataSetFile file) {
    String hash = file.hash();
    return hash == null ? "none" : hash.substring(0, DIGITS);
  }

  private static void json(List<DataSetFile> files, boolean check, PrintStream out)
      throws IOException {
    JsonLines lines = new JsonLines(out);
    JsonGenerator json = lines.json();
    for (DataSetFile file : files) {
      json.writeStartObject();
      json.writeStringField("data_set", file.dataSet());
      json.writeStringField("path", file.path().toString());
      json.writeStringField("url", file.url().toString());
      json.writeStringField("hash", file.hash());
      json.writeBooleanField("cached", file.isCached());
      if (file.isCached()) {
        json.writeNumberField("bytes", file.bytes());
      }
      if (check && file.isCached() && file.hash() != null) {
        json.writeBooleanField("good", file.matchesHash());
      }
      json.writeEndObject();
      lines.endLine();
    }
  }
}

package dev.brine.cli.load;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.load.ArrayReport.ExamplePrinter;
import dev.brine.cli.load.SourceArguments.CacheArguments;
import dev.brine.cli.print.Drawing;
import dev.brine.cli.print.JsonLines;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code brine load mnist} and other datasets whose examples are arrays of one shape. */
final class ArrayCommand implements Command {
  private final ArrayDataset set;

  ArrayCommand(ArrayDataset set) {
    this.set = set;
  }

  private String name() {
    return set.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String usage() {
    return "brine load " + name() + " [--data FILE | --sample] [options]";
  }

  @Override
  public String summary() {
    return "Loads the "
        + set.title()
        + " as keras.datasets."
        + name()
        + ".load_data() does, and shows them.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    SourceArguments.add(options, set.data());
    set.addOptions(options);
    Arguments.value(
        options,
        "show",
        "ROW",
        "show this " + set.noun() + " only: a row of the train part, or test:ROW");
    Arguments.value(
        options, "color", "WHEN", "draw in 24-bit color: auto, the default, always or never");
    Arguments.flag(options, "json", "print one JSON object with shapes and digests");
    CacheArguments.add(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    if (!line.getArgList().isEmpty()) {
      throw new UsageException(
          "brine load " + name() + " takes options only, not " + line.getArgList().get(0));
    }
    Arguments arguments = new Arguments(line);
    Row row = Row.parse(arguments.text("show"));
    boolean json = arguments.has("json");
    Drawing drawing = drawing(arguments, console);
    TrainTest<NdArray> data;
    long start = System.nanoTime();
    try (CacheArguments cache = new CacheArguments(arguments, console)) {
      data = load(arguments, cache, json, console);
    }
    long nanos = System.nanoTime() - start;
    if (json) {
      ArrayJson.write(data, console.out());
      return OK;
    }
    ExamplePrinter printer = new ExamplePrinter(set, set.labels(arguments), drawing);
    if (row == null) {
      new ArrayReport(set, data, printer, arguments).print(console.out(), nanos);
    } else {
      printer.print(console.out(), row, data);
    }
    return OK;
  }

  /**
   * Loads the dataset. With {@code --json}, an error for which Keras raises a ValueError is printed
   * to standard output as JSON, too.
   */
  private TrainTest<NdArray> load(
      Arguments arguments, CacheArguments cache, boolean json, Console console) throws IOException {
    try {
      return set.load(arguments, cache.options());
    } catch (IllegalArgumentException e) {
      if (json) {
        TextJson.writeError(String.valueOf(e.getMessage()), console.out());
      }
      throw e;
    }
  }

  private static Drawing drawing(Arguments arguments, Console console) {
    String when = arguments.text("color");
    if (when == null || when.equals("auto")) {
      return new Drawing(console.color());
    }
    if (when.equals("always") || when.equals("never")) {
      return new Drawing(when.equals("always"));
    }
    throw new UsageException("--color must be auto, always or never but was " + when);
  }

  /** Prints the dtypes, shapes and digests of the arrays as one JSON object. */
  private static final class ArrayJson {
    private ArrayJson() {}

    static void write(TrainTest<NdArray> data, PrintStream out) throws IOException {
      JsonLines lines = new JsonLines(out);
      JsonGenerator json = lines.json();
      json.writeStartObject();
      part(json, "train", data.train());
      part(json, "test", data.test());
      json.writeEndObject();
      lines.endLine();
    }

    private static void part(JsonGenerator json, String name, Examples<NdArray> split)
        throws IOException {
      json.writeObjectFieldStart(name);
      array(json, "x", split.x());
      array(json, "y", split.y());
      json.writeEndObject();
    }

    private static void array(JsonGenerator json, String name, NdArray array) throws IOException {
      json.writeObjectFieldStart(name);
      json.writeStringField("dtype", array.dtype().toString());
      json.writeArrayFieldStart("shape");
      for (long dim : array.shape().dims()) {
        json.writeNumber(dim);
      }
      json.writeEndArray();
      json.writeStringField("sha256", array.digest());
      json.writeEndObject();
    }
  }
}

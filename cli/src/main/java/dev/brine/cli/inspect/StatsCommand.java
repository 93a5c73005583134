package dev.brine.cli.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Blocks;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.Parts;
import dev.brine.cli.input.Parts.PartVisitor;
import dev.brine.cli.inspect.Report.JsonReport;
import dev.brine.cli.inspect.Report.TextReport;
import dev.brine.cli.inspect.Summary.MaskedSummary;
import dev.brine.cli.print.HeaderText;
import dev.brine.cli.print.JsonLines;
import dev.brine.cli.print.JsonLines.HeaderJson;
import dev.brine.cli.print.JsonLines.JsonVisitor;
import dev.brine.cli.print.Numbers;
import dev.brine.internal.text.Printable;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** {@code brine stats}. */
public final class StatsCommand implements Command {
  private static final long ELEMENTS = 1 << 16;

  @Override
  public String usage() {
    return "brine stats FILE [MEMBER]... [FILE]... [options]";
  }

  @Override
  public String summary() {
    return "Prints the range, mean, deviation and distinct values of arrays, and the distribution"
        + " of lengths if rows have different lengths.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, "json", "print one JSON object per line");
    Arguments.loading(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    Arguments arguments = new Arguments(line);
    LoadOptions options = arguments.loading();
    PartVisitor visitor =
        arguments.has("json")
            ? new StatsJson(new JsonLines(console.out()))
            : new StatsText(console);
    return Parts.visit(line.getArgList(), options, console, visitor) ? OK : ERROR;
  }

  /** Prints one paragraph of results per part. */
  private static final class StatsText implements PartVisitor {
    private final Console console;
    private boolean printed;

    StatsText(Console console) {
      this.console = console;
    }

    @Override
    public void part(Part part) throws IOException {
      if (part.content() == Part.Content.PICKLE) {
        pickle(part, part.pickle());
        return;
      }
      if (part.content() != Part.Content.ARRAY) {
        print(part.title() + ": not an array, but " + Numbers.count(part.size(), "byte"), "");
        return;
      }
      NpyHeader header = part.header();
      TextReport report = new TextReport();
      summary(part, header).report(report);
      print(
          part.title() + ": " + HeaderText.name(header.dtype()) + " " + header.shape(),
          report.toString());
    }

    private void pickle(Part part, PickleValue value) throws IOException {
      Summary summary = summary(value);
      if (summary == null) {
        print(part.title() + ": not an array, but a pickle of " + value.described(), "");
        return;
      }
      TextReport report = new TextReport();
      summary.report(report);
      boolean masked = value instanceof MaskedValue;
      NdArray array =
          value instanceof MaskedValue held ? held.data() : ((ArrayValue) value).array();
      String facts =
          HeaderText.name(array.dtype()) + " " + array.shape() + (masked ? ", masked" : "");
      print(part.title() + ": " + facts, report.toString());
    }

    private void print(String title, String results) {
      if (printed) {
        console.out().println();
      }
      printed = true;
      console.out().println(Printable.escape(title));
      console.out().print(results);
    }

    @Override
    public void failed(String file, @Nullable Part part, Failure failure) {
      console.tell(failure.message());
    }
  }

  /** Prints one JSON object per part. */
  private static final class StatsJson extends JsonVisitor {
    StatsJson(JsonLines lines) {
      super(lines);
    }

    @Override
    public void part(Part part) throws IOException {
      Part.Content content = part.content();
      NpyHeader header = content == Part.Content.ARRAY ? part.header() : null;
      Summary summary = header == null ? null : summary(part, header);
      if (content == Part.Content.PICKLE) {
        summary = summary(part.pickle());
      }
      JsonGenerator json = begin(part.file(), part);
      json.writeStringField("content", HeaderText.content(part, content));
      HeaderJson.writeFacts(json, header);
      if (summary != null) {
        summary.report(new JsonReport(json));
      }
      end();
    }
  }

  /** Reads and summarizes the array of a part. */
  private static Summary summary(Part part, NpyHeader header) throws IOException {
    long rows = Blocks.rows(header, ELEMENTS);
    try (Blocks blocks = Blocks.open(part, header)) {
      NdArray block = blocks.next(rows);
      Summary summary = Summary.of(block == null ? header.dtype() : block.dtype());
      while (block != null) {
        summary.add(block);
        block = block.ndim() == 0 ? null : blocks.next(rows);
      }
      return summary;
    }
  }

  /** Summarizes the array in a pickle; null if the pickle contains something else. */
  private static @Nullable Summary summary(PickleValue value) {
    if (value instanceof MaskedValue held && MaskedSummary.canTake(held)) {
      return MaskedSummary.of(held);
    }
    if (!(value instanceof ArrayValue held)) {
      return null;
    }
    Summary summary = Summary.of(held.array().dtype());
    summary.add(held.array());
    return summary;
  }
}

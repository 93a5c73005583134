package dev.brine.cli.stats;

import dev.brine.cli.command.Console;
import dev.brine.cli.header.Words;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.PartVisitor;
import dev.brine.cli.summary.Summary;
import dev.brine.cli.text.Numbers;
import dev.brine.internal.text.Printable;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A paragraph of results a part, for a person. */
final class StatsText implements PartVisitor {
  private final Console console;
  private boolean printed;

  StatsText(Console console) {
    this.console = console;
  }

  @Override
  public void part(Part part) throws IOException {
    if (part.content() == Part.Content.PICKLE) {
      pickle(part, part.value());
      return;
    }
    if (part.content() != Part.Content.ARRAY) {
      print(part.title() + ": no array but " + Numbers.count(part.size(), "byte"), "");
      return;
    }
    NpyHeader header = part.header();
    TextReport report = new TextReport();
    PartSummary.of(part, header).report(report);
    print(
        part.title() + ": " + Words.name(header.dtype()) + " " + header.shape(), report.toString());
  }

  private void pickle(Part part, PickleValue value) throws IOException {
    Summary summary = PartSummary.of(value);
    if (summary == null) {
      print(part.title() + ": no array but a pickle of " + value.described(), "");
      return;
    }
    TextReport report = new TextReport();
    summary.report(report);
    boolean masked = value instanceof MaskedValue;
    NdArray array = value instanceof MaskedValue held ? held.data() : ((ArrayValue) value).array();
    String facts = Words.name(array.dtype()) + " " + array.shape() + (masked ? ", masked" : "");
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

package dev.brine.cli.stats;

import dev.brine.cli.command.Console;
import dev.brine.cli.header.Words;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.PartVisitor;
import dev.brine.cli.text.Numbers;
import dev.brine.error.Printable;
import dev.brine.npy.array.ArrayValue;
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
    if (value instanceof ArrayValue held) {
      NdArray array = held.array();
      TextReport report = new TextReport();
      PartSummary.of(array).report(report);
      String facts = Words.name(array.dtype()) + " " + array.shape();
      print(part.title() + ": " + facts, report.toString());
    } else {
      print(part.title() + ": no array but a pickle of " + value.described(), "");
    }
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

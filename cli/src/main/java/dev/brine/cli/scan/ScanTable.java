package dev.brine.cli.scan;

import dev.brine.cli.command.Console;
import dev.brine.cli.text.Escaped;
import dev.brine.cli.text.Numbers;
import dev.brine.cli.text.Paragraph;
import dev.brine.cli.text.Shortened;
import dev.brine.scan.FileScan;
import dev.brine.scan.Finding;
import java.util.List;

/** For people: a verdict a file, below it what was found and why it matters. */
final class ScanTable implements ScanOutput {
  private static final int VERDICT_WIDTH = 12;
  private static final int MOST_SHOWN = 12;
  private static final int LONGEST_NAME = 60;

  private final Console console;

  ScanTable(Console console) {
    this.console = console;
  }

  @Override
  public void file(Outcome outcome) {
    FileScan scan = outcome.scan();
    if (outcome.failure() != null) {
      console
          .out()
          .println(Numbers.left("unreadable", VERDICT_WIDTH) + Escaped.of(outcome.failure()));
    } else if (scan != null) {
      String verdict = Numbers.left(Totals.word(scan.verdict()), VERDICT_WIDTH);
      console.out().println(verdict + Escaped.of(outcome.file()));
      findings(FoundName.group(scan.findings()));
    }
  }

  private void findings(List<FoundName> found) {
    for (FoundName each : found.subList(0, Math.min(found.size(), MOST_SHOWN))) {
      Finding worst = each.worst();
      String name = Shortened.of(Escaped.of(worst.qualifiedName()), LONGEST_NAME);
      String line = name + (name.isEmpty() ? "" : "  ") + each.places();
      if (!worst.member().isEmpty()) {
        line = Escaped.of(worst.member()) + (line.isEmpty() ? "" : ": ") + line;
      }
      console.out().print(Paragraph.wrap(line.isEmpty() ? "in the file" : line, "  "));
      console
          .out()
          .print(
              Paragraph.wrap(
                  Totals.word(each.verdict()) + ": " + Escaped.of(worst.why()), "      "));
    }
    if (found.size() > MOST_SHOWN) {
      console.out().println("  and " + (found.size() - MOST_SHOWN) + " more, which --json shows");
    }
  }

  @Override
  public void finish(Totals totals) {
    console.out().println(totals.line());
  }
}

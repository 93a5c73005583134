package dev.brine.cli.scan;

import dev.brine.cli.input.Console;
import dev.brine.cli.print.Numbers;
import dev.brine.cli.print.Paragraph;
import dev.brine.cli.scan.ScanCommand.ScanOutput;
import dev.brine.cli.scan.ScanRun.Outcome;
import dev.brine.cli.scan.ScanRun.Totals;
import dev.brine.internal.text.Printable;
import dev.brine.scan.FileScan;
import dev.brine.scan.Finding;
import dev.brine.scan.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prints one verdict per file, and below it each finding and the reason. */
final class ScanText implements ScanOutput {
  private static final int VERDICT_WIDTH = 12;
  private static final int MOST_SHOWN = 12;
  private static final int LONGEST_NAME = 60;

  private final Console console;
  private final @Nullable String allow;

  /** The number of files in which each allowed name is used. */
  private final Map<String, Integer> allowed = new TreeMap<>();

  /** Prints to {@code console}; {@code allow} is the file of allowed names, or null. */
  ScanText(Console console, @Nullable String allow) {
    this.console = console;
    this.allow = allow;
  }

  @Override
  public void file(Outcome outcome) {
    FileScan scan = outcome.scan();
    if (outcome.failure() != null) {
      console
          .out()
          .println(
              Numbers.left("unreadable", VERDICT_WIDTH) + Printable.escapeAll(outcome.failure()));
    } else if (scan != null && (outcome.target().isNamed() || !outcome.isSkipped())) {
      String verdict = Numbers.left(outcome.word(), VERDICT_WIDTH);
      console.out().println(verdict + Printable.escapeAll(outcome.file()));
      if (outcome.isSkipped()) {
        console.out().println("  " + scan.form().label() + ", neither an array nor a pickle");
      }
      findings(FoundName.group(outcome.findings()));
      outcome.allowed().forEach(name -> allowed.merge(name, 1, Integer::sum));
    }
  }

  private void findings(List<FoundName> found) {
    for (FoundName each : found.subList(0, Math.min(found.size(), MOST_SHOWN))) {
      Finding worst = each.worst();
      String name = Paragraph.ends(Printable.escapeAll(worst.qualifiedName()), LONGEST_NAME);
      String line = name + (name.isEmpty() ? "" : "  ") + each.places();
      if (!worst.member().isEmpty()) {
        line = Printable.escapeAll(worst.member()) + (line.isEmpty() ? "" : ": ") + line;
      }
      console.out().print(Paragraph.wrap(line.isEmpty() ? "in the file" : line, "  "));
      console
          .out()
          .print(
              Paragraph.wrap(
                  Totals.word(each.verdict()) + ": " + Printable.escapeAll(worst.why()), "      "));
    }
    if (found.size() > MOST_SHOWN) {
      console.out().println("  and " + (found.size() - MOST_SHOWN) + " more, which --json shows");
    }
  }

  @Override
  public void finish(Totals totals) {
    if (allow != null) {
      String count = allowed.size() == 1 ? " name is" : " names are";
      String names = allowed.isEmpty() ? "no name is" : Numbers.grouped(allowed.size()) + count;
      console
          .out()
          .println("allowed     " + names + " known only by " + Printable.escapeAll(allow));
      allowed.forEach(
          (name, files) ->
              console
                  .out()
                  .println(
                      "  "
                          + name
                          + "  in "
                          + Numbers.grouped(files)
                          + (files == 1 ? " file" : " files")));
    }
    console.out().println(totals.line());
  }

  /**
   * The findings about one name in one member: a pickle names a function and then calls it, which
   * is reported once.
   */
  private static final class FoundName {
    private final List<Finding> findings = new ArrayList<>();

    private FoundName(Finding first) {
      findings.add(first);
    }

    /** Groups findings, in the order in which each name was first found. */
    static List<FoundName> group(List<Finding> findings) {
      List<FoundName> groups = new ArrayList<>();
      for (Finding finding : findings) {
        FoundName last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
        if (last != null && last.isAbout(finding)) {
          last.findings.add(finding);
        } else {
          groups.add(new FoundName(finding));
        }
      }
      return groups;
    }

    private boolean isAbout(Finding finding) {
      Finding first = findings.get(0);
      return !first.qualifiedName().isEmpty()
          && first.member().equals(finding.member())
          && first.nesting() == finding.nesting()
          && first.module().equals(finding.module())
          && first.name().equals(finding.name());
    }

    /** The worst finding; of several equally bad ones the first. */
    Finding worst() {
      Finding worst = findings.get(0);
      for (Finding finding : findings) {
        worst = finding.verdict().compareTo(worst.verdict()) > 0 ? finding : worst;
      }
      return worst;
    }

    Verdict verdict() {
      return worst().verdict();
    }

    /** The opcodes and their offsets: {@code GLOBAL at 2, REDUCE at 31}. */
    String places() {
      StringBuilder text = new StringBuilder();
      for (Finding finding : findings) {
        if (finding.offset() < 0) {
          continue;
        }
        text.append(text.length() == 0 ? "" : ", ");
        text.append(finding.opcode()).append(finding.opcode().isEmpty() ? "at " : " at ");
        text.append(finding.offset());
        if (finding.nesting() > 0) {
          text.append(", in its bytes");
        }
      }
      return text.toString();
    }
  }
}

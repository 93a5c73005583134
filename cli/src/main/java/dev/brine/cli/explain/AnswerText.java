package dev.brine.cli.explain;

import dev.brine.cli.print.Facts;
import dev.brine.cli.print.Paragraph;
import dev.brine.internal.text.Printable;
import java.io.PrintStream;

/** An answer for a person: facts, one verdict line, and what to run. */
final class AnswerText {
  private static final int WIDEST_LABEL = 24;

  private AnswerText() {}

  static void print(Answer answer, PrintStream out) {
    out.println(Printable.escape(answer.file()));
    int widest = 0;
    for (Answer.Fact fact : answer.facts()) {
      int width = fact.label().length();
      widest = width <= WIDEST_LABEL ? Math.max(widest, width) : widest;
    }
    Facts facts = new Facts("  ", widest);
    for (Answer.Fact fact : answer.facts()) {
      facts.add(fact.label(), Printable.escapeAll(fact.text()));
    }
    out.print(facts);
    out.println();
    out.print(Paragraph.wrap("Verdict: " + Printable.escapeAll(answer.verdict()), ""));
    if (!answer.commands().isEmpty()) {
      out.println();
    }
    for (String command : answer.commands()) {
      out.println("    " + command);
    }
  }
}

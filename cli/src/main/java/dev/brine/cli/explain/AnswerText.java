package dev.brine.cli.explain;

import dev.brine.cli.text.Facts;
import dev.brine.cli.text.Paragraph;
import dev.brine.error.Printable;
import java.io.PrintStream;

/** An answer for a person: facts, one verdict line, and what to run. */
final class AnswerText {
  private AnswerText() {}

  static void print(Answer answer, PrintStream out) {
    out.println(Printable.escape(answer.file()));
    Facts facts = new Facts("  ");
    for (Answer.Fact fact : answer.facts()) {
      facts.add(fact.label(), fact.text());
    }
    out.print(facts);
    out.println();
    out.print(Paragraph.wrap("Verdict: " + answer.verdict(), ""));
    if (!answer.commands().isEmpty()) {
      out.println();
    }
    for (String command : answer.commands()) {
      out.println("    " + command);
    }
  }
}

package dev.brine.cli.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.print.JsonLines;
import dev.brine.cli.print.Paragraph;
import dev.brine.cli.print.Table.Facts;
import dev.brine.internal.text.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * The explanation of a file.
 *
 * @param file its name on the command line
 * @param form its format, in a word
 * @param fine whether NumPy or Brine opens it and nothing in it is suspicious
 * @param facts in reading order
 * @param verdict the conclusion, in one line
 * @param commands shell commands and lines of code, the best first
 */
record Explanation(
    String file,
    String form,
    boolean fine,
    List<Fact> facts,
    String verdict,
    List<String> commands) {
  private static final int MAX_LABEL = 24;

  Explanation {
    facts = List.copyOf(facts);
    commands = List.copyOf(commands);
  }

  /** A label and a text. */
  record Fact(String label, String text) {}

  /** Prints text: the facts, the verdict and the commands. */
  void print(PrintStream out) {
    out.println(Printable.escape(file));
    int widest = 0;
    for (Fact fact : facts) {
      int width = fact.label().length();
      widest = width <= MAX_LABEL ? Math.max(widest, width) : widest;
    }
    Facts lines = new Facts("  ", widest);
    for (Fact fact : facts) {
      lines.add(fact.label(), Printable.escapeAll(fact.text()));
    }
    out.print(lines);
    out.println();
    out.print(Paragraph.wrap("Verdict: " + Printable.escapeAll(verdict), ""));
    if (!commands.isEmpty()) {
      out.println();
    }
    for (String command : commands) {
      out.println("    " + command);
    }
  }

  /** Prints one JSON object on one line. */
  void print(JsonLines lines) throws IOException {
    JsonGenerator json = lines.json();
    json.writeStartObject();
    json.writeStringField("file", file);
    json.writeStringField("form", form);
    json.writeBooleanField("fine", fine);
    json.writeStringField("verdict", verdict);
    json.writeArrayFieldStart("facts");
    for (Fact fact : facts) {
      json.writeStartObject();
      json.writeStringField("about", fact.label());
      json.writeStringField("text", fact.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("commands");
    for (String command : commands) {
      json.writeString(command);
    }
    json.writeEndArray();
    json.writeEndObject();
    lines.endLine();
  }
}

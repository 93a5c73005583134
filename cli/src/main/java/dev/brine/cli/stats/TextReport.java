package dev.brine.cli.stats;

import dev.brine.cli.element.Scalars;
import dev.brine.cli.summary.Report;
import dev.brine.cli.text.Escaped;
import dev.brine.cli.text.Facts;
import dev.brine.cli.text.Histogram;
import dev.brine.cli.text.Numbers;
import dev.brine.cli.text.Quartiles;
import dev.brine.cli.text.Shortened;
import java.util.Map;

/** Results as lines of a label and a value, those of fields a little further in. */
final class TextReport implements Report {
  private static final int LONGEST_VALUE = 60;
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();
  private String indent = INDENT;

  private void add(String name, String value) {
    Facts facts = new Facts(indent);
    facts.add(name.equals("nan") ? "NaN" : name.equals("nat") ? "NaT" : name, value);
    text.append(facts);
  }

  private static String shown(String value) {
    return Shortened.end(Escaped.of(value), LONGEST_VALUE);
  }

  @Override
  public void count(String name, long count) {
    add(name, Numbers.grouped(count));
  }

  @Override
  public void number(String name, double value) {
    add(name, Scalars.text(value));
  }

  @Override
  public void value(String name, String value, boolean isNumber) {
    add(name, shown(value));
  }

  @Override
  public void counts(String name, Map<String, Long> counts) {
    StringBuilder list = new StringBuilder();
    counts.forEach(
        (value, count) ->
            list.append(list.length() == 0 ? "" : ", ")
                .append(shown(value))
                .append(" (")
                .append(Numbers.grouped(count))
                .append(')'));
    add(name, list.toString());
  }

  @Override
  public void distinct(long count, boolean more) {
    add("distinct", (more ? "more than " : "") + Numbers.grouped(count));
  }

  @Override
  public void lengths(String name, int[] sorted) {
    StringBuilder list = new StringBuilder();
    for (int quarter = 0; quarter < Quartiles.COUNT; quarter++) {
      list.append(quarter == 0 ? "" : ", ")
          .append(Quartiles.name(quarter))
          .append(' ')
          .append(Numbers.grouped(Quartiles.of(sorted, quarter)));
    }
    add(name, list.toString());
    if (sorted[0] < sorted[sorted.length - 1]) {
      text.append(Histogram.of(sorted).lines(indent));
    }
  }

  @Override
  public void begin(String name) {
    text.append(indent).append(Shortened.end(Escaped.of(name), LONGEST_VALUE)).append('\n');
    indent += INDENT;
  }

  @Override
  public void end() {
    indent = indent.substring(INDENT.length());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

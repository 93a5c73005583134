package dev.brine.cli.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.print.Histogram;
import dev.brine.cli.print.Histogram.Quartiles;
import dev.brine.cli.print.Numbers;
import dev.brine.cli.print.Numbers.Scalars;
import dev.brine.cli.print.Paragraph;
import dev.brine.cli.print.Table.Facts;
import dev.brine.internal.text.Printable;
import java.io.IOException;
import java.util.Map;

/** Takes the results of a summary and prints them, as text or as JSON. */
public interface Report {

  /** A count. */
  void count(String name, long count) throws IOException;

  /** A number, printed with the fewest digits. */
  void number(String name, double value) throws IOException;

  /** An element, as text. */
  void value(String name, String text, boolean isNumber) throws IOException;

  /**
   * Values and how often each occurs.
   *
   * @param name what is counted
   * @param counts in the order of output
   */
  void counts(String name, Map<String, Long> counts) throws IOException;

  /**
   * The number of distinct values.
   *
   * @param more whether there are more than {@code count}
   */
  void distinct(long count, boolean more) throws IOException;

  /** The quartiles and the histogram of lengths, which are sorted. */
  void lengths(String name, int[] sorted) throws IOException;

  /** Begins the results for a part of the elements, such as a field. */
  void begin(String name) throws IOException;

  /** Ends the results that {@link #begin} began. */
  void end() throws IOException;

  /** Prints lines of a label and a value; those of fields are indented. */
  final class TextReport implements Report {
    private static final int MAX_VALUE = 60;
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();
    private String indent = INDENT;

    private void add(String name, String value) {
      Facts facts = new Facts(indent);
      facts.add(name.equals("nan") ? "NaN" : name.equals("nat") ? "NaT" : name, value);
      text.append(facts);
    }

    private static String shown(String value) {
      return Paragraph.start(Printable.escapeAll(value), MAX_VALUE);
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
      text.append(indent)
          .append(Paragraph.start(Printable.escapeAll(name), MAX_VALUE))
          .append('\n');
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

  /** Prints fields of a JSON object. NaN and infinities, which JSON does not have, are strings. */
  final class JsonReport implements Report {
    private final JsonGenerator json;

    JsonReport(JsonGenerator json) {
      this.json = json;
    }

    @Override
    public void count(String name, long count) throws IOException {
      json.writeNumberField(name, count);
    }

    @Override
    public void number(String name, double value) throws IOException {
      value(name, Scalars.text(value), true);
    }

    @Override
    public void value(String name, String text, boolean isNumber) throws IOException {
      json.writeFieldName(name);
      if (isNumber && Character.isDigit(text.charAt(text.length() - 1))) {
        json.writeNumber(text);
      } else {
        json.writeString(text);
      }
    }

    @Override
    public void counts(String name, Map<String, Long> counts) throws IOException {
      json.writeObjectFieldStart(name);
      for (Map.Entry<String, Long> entry : counts.entrySet()) {
        json.writeNumberField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }

    @Override
    public void distinct(long count, boolean more) throws IOException {
      json.writeNumberField(more ? "distinct_more_than" : "distinct", count);
    }

    @Override
    public void lengths(String name, int[] sorted) throws IOException {
      json.writeObjectFieldStart(name);
      json.writeArrayFieldStart("quartiles");
      for (int quarter = 0; quarter < Quartiles.COUNT; quarter++) {
        json.writeNumber(Quartiles.of(sorted, quarter));
      }
      json.writeEndArray();
      Histogram histogram = Histogram.of(sorted);
      json.writeNumberField("histogram_width", histogram.width());
      json.writeArrayFieldStart("histogram");
      for (long count : histogram.counts()) {
        json.writeNumber(count);
      }
      json.writeEndArray();
      json.writeEndObject();
    }

    @Override
    public void begin(String name) throws IOException {
      json.writeObjectFieldStart(name);
    }

    @Override
    public void end() throws IOException {
      json.writeEndObject();
    }
  }
}

package dev.brine.cli.stats;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.element.Scalars;
import dev.brine.cli.summary.Report;
import dev.brine.cli.text.Histogram;
import dev.brine.cli.text.Quartiles;
import java.io.IOException;
import java.util.Map;

/** Results as fields of an object. NaN and infinities are strings: JSON has no word for them. */
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

package dev.brine.cli.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.text.JsonLines;
import dev.brine.scan.FileScan;
import dev.brine.scan.Finding;
import java.io.IOException;

/** For programs: one object a file, a line each. */
final class ScanJson implements ScanOutput {
  private final JsonLines lines;

  ScanJson(JsonLines lines) {
    this.lines = lines;
  }

  @Override
  public void file(Outcome outcome) throws IOException {
    JsonGenerator json = lines.json();
    FileScan scan = outcome.scan();
    json.writeStartObject();
    json.writeStringField("file", outcome.file());
    if (outcome.failure() != null) {
      json.writeNullField("verdict");
      json.writeStringField("error", outcome.failure());
    } else if (scan == null) {
      json.writeStringField("verdict", "skipped");
    } else {
      json.writeStringField("verdict", Totals.word(scan.verdict()));
      json.writeStringField("form", scan.form().label());
    }
    json.writeArrayFieldStart("findings");
    if (scan != null) {
      for (Finding finding : scan.findings()) {
        write(json, finding);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    lines.endLine();
  }

  private static void write(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("verdict", Totals.word(finding.verdict()));
    text(json, "member", finding.member());
    text(json, "module", finding.module());
    text(json, "name", finding.name());
    text(json, "opcode", finding.opcode());
    if (finding.offset() < 0) {
      json.writeNullField("offset");
    } else {
      json.writeNumberField("offset", finding.offset());
    }
    json.writeNumberField("nesting", finding.nesting());
    json.writeStringField("why", finding.why());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (value.isEmpty()) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value);
    }
  }

  @Override
  public void finish(Totals totals) {}
}

package dev.brine.cli.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.print.JsonLines;
import java.io.IOException;

/** An answer for a program: one object on one line. */
final class AnswerJson {
  private AnswerJson() {}

  static void write(Answer answer, JsonLines lines) throws IOException {
    JsonGenerator json = lines.json();
    json.writeStartObject();
    json.writeStringField("file", answer.file());
    json.writeStringField("form", answer.form());
    json.writeBooleanField("fine", answer.fine());
    json.writeStringField("verdict", answer.verdict());
    json.writeArrayFieldStart("facts");
    for (Answer.Fact fact : answer.facts()) {
      json.writeStartObject();
      json.writeStringField("about", fact.label());
      json.writeStringField("text", fact.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("commands");
    for (String command : answer.commands()) {
      json.writeString(command);
    }
    json.writeEndArray();
    json.writeEndObject();
    lines.endLine();
  }
}

package dev.brine.cli.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.scan.Verdict;
import java.io.IOException;

/** What a finding may be an instance of: one rule a verdict, in the order of the log. */
enum SarifRule {
  DANGEROUS(
      "dangerous",
      0,
      "error",
      "9.8",
      "Loading the file would do something",
      "Loaded by Python, the file would run a function, change a class, or break NumPy's memory. Do"
          + " not load it; find out where it comes from."),
  SUSPICIOUS(
      "suspicious",
      1,
      "warning",
      "5.0",
      "Nobody can vouch for the file",
      "The file names a class or function that is not known to be data, or cannot be looked into to"
          + " its end. Often an honest file: load it only if you trust who made it."),
  MALFORMED(
      "malformed",
      2,
      "note",
      "2.0",
      "The file cannot be decoded",
      "The file breaks the rules of its format. It is damaged, or made for one program only.");

  private final String id;
  private final int index;
  private final String level;
  private final String severity;
  private final String summary;
  private final String help;

  SarifRule(String id, int index, String level, String severity, String summary, String help) {
    this.id = id;
    this.index = index;
    this.level = level;
    this.severity = severity;
    this.summary = summary;
    this.help = help;
  }

  static SarifRule of(Verdict verdict) {
    return switch (verdict) {
      case DANGEROUS -> DANGEROUS;
      case SUSPICIOUS -> SUSPICIOUS;
      case MALFORMED, CLEAN -> MALFORMED;
    };
  }

  String id() {
    return id;
  }

  int index() {
    return index;
  }

  String level() {
    return level;
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("name", name().charAt(0) + id.substring(1) + "Content");
    text(json, "shortDescription", summary);
    text(json, "fullDescription", help);
    text(json, "help", help);
    json.writeObjectFieldStart("defaultConfiguration");
    json.writeStringField("level", level);
    json.writeEndObject();
    json.writeObjectFieldStart("properties");
    json.writeStringField("security-severity", severity);
    json.writeArrayFieldStart("tags");
    json.writeString("security");
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String text) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", text);
    json.writeEndObject();
  }
}

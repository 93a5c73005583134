package dev.brine.cli.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.print.JsonLines;
import dev.brine.cli.scan.ScanCommand.ScanOutput;
import dev.brine.cli.scan.ScanRun.Outcome;
import dev.brine.cli.scan.ScanRun.Totals;
import dev.brine.scan.Finding;
import dev.brine.scan.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one log in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS, 2020),
 * with one result per finding and one notification per file that could not be read.
 */
final class Sarif implements ScanOutput {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final JsonLines lines;
  private final JsonGenerator json;
  private final @Nullable String allow;
  private final List<Outcome> failed = new ArrayList<>();

  /**
   * Begins the log.
   *
   * @param allow the file of allowed names, or null
   */
  Sarif(JsonLines lines, @Nullable String version, @Nullable String allow) throws IOException {
    this.allow = allow;
    this.lines = lines;
    this.json = lines.json();
    json.writeStartObject();
    json.writeStringField("$schema", SCHEMA);
    json.writeStringField("version", "2.1.0");
    json.writeArrayFieldStart("runs");
    json.writeStartObject();
    tool(version);
    json.writeArrayFieldStart("results");
  }

  private void tool(@Nullable String version) throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "brine scan");
    if (version != null) {
      json.writeStringField("version", version);
    }
    json.writeArrayFieldStart("rules");
    for (SarifRule rule : SarifRule.values()) {
      rule.write(json);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  @Override
  public void file(Outcome outcome) throws IOException {
    if (outcome.failure() != null) {
      failed.add(outcome);
    }
    for (Finding finding : outcome.findings()) {
      result(outcome.file(), finding, SarifRule.of(finding.verdict()));
    }
    for (String name : outcome.allowed()) {
      int blank = name.indexOf(' ');
      String module = name.substring(0, blank);
      String why = "known only because " + allow + " allows it";
      String last = name.substring(blank + 1);
      result(
          outcome.file(),
          new Finding(Verdict.CLEAN, "", module, last, "", -1, 0, why),
          SarifRule.ALLOWED);
    }
  }

  private void result(String file, Finding finding, SarifRule rule) throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", rule.id());
    json.writeNumberField("ruleIndex", rule.index());
    if (rule == SarifRule.ALLOWED) {
      json.writeStringField("kind", "informational");
    }
    json.writeStringField("level", rule.level());
    json.writeObjectFieldStart("message");
    json.writeStringField("text", message(finding));
    json.writeEndObject();
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    physical(file, finding.member().isEmpty() ? finding.offset() : -1);
    logical(finding);
    json.writeEndObject();
    json.writeEndArray();
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField("finding/v1", fingerprint(finding));
    json.writeEndObject();
    properties(finding);
    json.writeEndObject();
  }

  private static String message(Finding finding) {
    StringBuilder text = new StringBuilder();
    if (!finding.qualifiedName().isEmpty()) {
      text.append(finding.qualifiedName()).append(finding.opcode().isEmpty() ? "" : ", ");
    }
    if (!finding.opcode().isEmpty()) {
      text.append("used by ").append(finding.opcode()).append(' ');
    }
    if (finding.offset() >= 0) {
      text.append("at byte ").append(finding.offset());
    }
    if (!finding.member().isEmpty()) {
      text.append(" of ").append(finding.member());
    }
    String where = text.toString().strip();
    return where.isEmpty() ? finding.why() : where + ": " + finding.why();
  }

  /** Writes the file and an offset in it; offsets in members are not offsets in the file. */
  private void physical(String file, long offset) throws IOException {
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", uri(file));
    json.writeEndObject();
    if (offset >= 0) {
      json.writeObjectFieldStart("region");
      json.writeNumberField("byteOffset", offset);
      json.writeNumberField("byteLength", 1);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void logical(Finding finding) throws IOException {
    if (finding.member().isEmpty()) {
      return;
    }
    int last = finding.member().lastIndexOf('!');
    json.writeArrayFieldStart("logicalLocations");
    json.writeStartObject();
    json.writeStringField("name", finding.member().substring(last + 1));
    json.writeStringField("fullyQualifiedName", finding.member());
    json.writeStringField("kind", "member");
    json.writeEndObject();
    json.writeEndArray();
  }

  /** A text that stays the same if the file is moved or bytes before the finding change. */
  private static String fingerprint(Finding finding) {
    return String.join(
        "|",
        finding.member(),
        finding.module(),
        finding.name(),
        finding.opcode(),
        Totals.word(finding.verdict()));
  }

  private void properties(Finding finding) throws IOException {
    json.writeObjectFieldStart("properties");
    text("member", finding.member());
    text("module", finding.module());
    text("name", finding.name());
    text("opcode", finding.opcode());
    if (finding.offset() >= 0) {
      json.writeNumberField("offset", finding.offset());
    }
    json.writeEndObject();
  }

  private void text(String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }

  /** The URI of a file; a relative path stays relative to the checkout of the service. */
  private static String uri(String file) {
    String path = file.replace('\\', '/');
    boolean drive = path.length() > 1 && path.charAt(1) == ':';
    try {
      if (path.startsWith("/") || drive) {
        return new URI("file", "", drive ? '/' + path : path, null).toASCIIString();
      }
      String plain = path.startsWith("./") ? path.substring(2) : path;
      // otherwise a colon would make the first part a scheme
      String scheme = plain.indexOf(':') >= 0 ? "./" : "";
      return new URI(null, null, scheme + plain, null).toASCIIString();
    } catch (URISyntaxException e) {
      return "unnamed";
    }
  }

  @Override
  public void finish(Totals totals) throws IOException {
    json.writeEndArray();
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    json.writeBooleanField("executionSuccessful", failed.isEmpty());
    json.writeArrayFieldStart("toolExecutionNotifications");
    for (Outcome outcome : failed) {
      json.writeStartObject();
      json.writeStringField("level", "error");
      json.writeObjectFieldStart("message");
      json.writeStringField("text", String.valueOf(outcome.failure()));
      json.writeEndObject();
      json.writeArrayFieldStart("locations");
      json.writeStartObject();
      physical(outcome.file(), -1);
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    lines.endLine();
  }

  /** The rules, one per verdict, in the order of the log. */
  private enum SarifRule {
    DANGEROUS(
        "dangerous",
        0,
        "error",
        "9.8",
        "Loading the file would run code",
        "When Python loads the file, it runs a function, changes a class, or corrupts NumPy's"
            + " memory. Do not load it; find out where it comes from."),
    SUSPICIOUS(
        "suspicious",
        1,
        "warning",
        "5.0",
        "The file may run code",
        "The file names a class or function that is not known to be data, or cannot be examined"
            + " completely. Such a file is often harmless: load it only if you trust its author."),
    MALFORMED(
        "malformed",
        2,
        "note",
        "2.0",
        "The file cannot be decoded",
        "The file violates the rules of its format. It is damaged, or made for one program only."),
    ALLOWED(
        "allowed",
        3,
        "none",
        "0.0",
        "The file uses a class or function that was allowed",
        "The file names a class or function that is not known to be data. The"
            + " allow file that was given to the scan vouches for it.");

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
}

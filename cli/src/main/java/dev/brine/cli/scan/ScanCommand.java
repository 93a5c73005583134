package dev.brine.cli.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Console.StandardInput;
import dev.brine.cli.print.JsonLines;
import dev.brine.cli.scan.ScanRun.Outcome;
import dev.brine.cli.scan.ScanRun.Targets;
import dev.brine.cli.scan.ScanRun.Totals;
import dev.brine.scan.FileScan;
import dev.brine.scan.Finding;
import dev.brine.scan.ScanOptions;
import dev.brine.scan.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** {@code brine scan}. */
public final class ScanCommand implements Command {

  @Override
  public String usage() {
    return "brine scan PATH... [--fail-on VERDICT] [--allow FILE] [--json | --sarif]";
  }

  @Override
  public String summary() {
    return "Checks whether files contain anything but data. Scans pickles and arrays, also inside"
        + " archives and compressed files, and every file in a directory, by its contents. Exits"
        + " with 0 if all files are clean or are no data that Python would load, 1 if something was"
        + " found, 2 if a file is malformed or cannot be read.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.value(
        options,
        "fail-on",
        "VERDICT",
        "exit with 1 only for files with this verdict or a worse one: suspicious, the default, or"
            + " dangerous");
    Arguments.value(
        options,
        "allow",
        "FILE",
        "classes and functions that you vouch for, one per line: the module, a blank and the name;"
            + " # begins a comment");
    Arguments.flag(options, "json", "print one JSON object per file, one per line");
    Arguments.flag(options, "sarif", "print SARIF 2.1.0, for code-scanning services");
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    if (line.getArgList().isEmpty()) {
      throw new UsageException("brine scan needs a PATH: a file, a directory or -");
    }
    Arguments arguments = new Arguments(line);
    Totals totals = new Totals(failOn(arguments));
    String allow = arguments.text("allow");
    ScanOptions options =
        allow == null ? ScanOptions.DEFAULT : ScanOptions.DEFAULT.withAllowed(Path.of(allow));
    ScanOutput output = output(arguments, console);
    try (StandardInput input = new StandardInput(console.in())) {
      ScanRun run = new ScanRun(Targets.of(line.getArgList(), input), options);
      run.start();
      try (ScanBar bar = new ScanBar(console, run.count())) {
        for (int i = 0; i < run.count(); i++) {
          Outcome outcome = run.outcome(i);
          totals.count(outcome);
          output.file(outcome);
          bar.done(i + 1);
        }
      }
    }
    output.finish(totals);
    return totals.exitCode();
  }

  /** Returns the least verdict that makes the command fail. */
  private static Verdict failOn(Arguments arguments) {
    String text = arguments.text("fail-on");
    if (text == null || text.equals("suspicious")) {
      return Verdict.SUSPICIOUS;
    }
    if (text.equals("dangerous")) {
      return Verdict.DANGEROUS;
    }
    throw new UsageException("--fail-on must be dangerous or suspicious but was " + text);
  }

  private static ScanOutput output(Arguments arguments, Console console) throws IOException {
    boolean json = arguments.has("json");
    String allow = arguments.text("allow");
    if (json && arguments.has("sarif")) {
      throw new UsageException("brine scan prints --json or --sarif, not both");
    }
    if (arguments.has("sarif")) {
      String version = ScanCommand.class.getPackage().getImplementationVersion();
      return new Sarif(new JsonLines(console.out()), version, allow);
    }
    return json ? new ScanJson(new JsonLines(console.out())) : new ScanText(console, allow);
  }

  /** Reports the outcomes of the files, in order. */
  interface ScanOutput {

    /** Reports one file. */
    void file(Outcome outcome) throws IOException;

    /** Called after the last file. */
    void finish(Totals totals) throws IOException;
  }

  /** Prints one JSON object per file, one per line. */
  private static final class ScanJson implements ScanOutput {
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
      } else if (scan != null) {
        json.writeStringField("verdict", outcome.word());
        json.writeStringField("form", scan.form().label());
      }
      json.writeArrayFieldStart("findings");
      for (Finding finding : outcome.findings()) {
        write(json, finding);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("allowed");
      for (String name : outcome.allowed()) {
        json.writeString(name);
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

  /** Shows progress on a terminal once a scan has taken more than a second. */
  private static final class ScanBar implements AutoCloseable {
    private static final long PATIENCE = 1_000_000_000;

    private final Console console;
    private final int count;
    private final long start = System.nanoTime();
    private @Nullable ProgressBar bar;

    ScanBar(Console console, int count) {
      this.console = console;
      this.count = count;
    }

    void done(int files) {
      if (bar == null) {
        boolean wanted = console.terminal() && count > 1;
        if (!wanted || System.nanoTime() - start < PATIENCE) {
          return;
        }
        bar =
            new ProgressBarBuilder()
                .setTaskName("scan")
                .setInitialMax(count)
                .setUnit(" files", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .build();
      }
      bar.stepTo(files);
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}

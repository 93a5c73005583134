package dev.brine.cli.explain;

import dev.brine.internal.text.Printable;
import dev.brine.scan.FileScan;
import dev.brine.scan.Finding;
import dev.brine.scan.Scan;
import dev.brine.scan.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether a file is safe, and what to do with it. */
final class Advice {
  private static final int MOST_FINDINGS = 3;
  private static final String DANGEROUS =
      "DANGEROUS: loading it in Python could run code. Do not load it.";

  private final Explainer file;
  private final QuotedName names;
  private final List<String> commands = new ArrayList<>();

  Advice(Explainer file) {
    this.file = file;
    this.names = file.names;
  }

  /** The answer for a file that contains no array. */
  Explanation foreign(ForeignFormat foreign) throws IOException {
    file.fact("is", foreign.what());
    file.fact(
        "NumPy",
        "cannot read it; it takes any unknown format for a pickle, which is why its message is"
            + " about allow_pickle");
    boolean tensors = foreign.form().equals(ForeignFormat.SAFETENSORS);
    boolean fine = false;
    FileScan scan = scan();
    if (scan.verdict() == Verdict.DANGEROUS) {
      return dangerous(foreign.form(), scan);
    }
    if (foreign.pickled() || tensors) {
      fine = tensors && scan.isClean();
      boolean obvious = scan.isClean() && (tensors || foreign.form().equals("compressed .npy"));
      if (scan.verdict() != Verdict.MALFORMED && !obvious) {
        file.fact("safe", safety(scan));
      }
    }
    foreign.commands().forEach(command -> commands.add(names.in(command)));
    String verdict =
        tensors
            ? "safetensors, which Brine reads and NumPy does not."
            : "not an array, but: " + foreign.form() + ".";
    return file.explanation(foreign.form(), fine, verdict, commands);
  }

  private Explanation dangerous(String form, FileScan scan) {
    file.fact("safe", safety(scan));
    return file.explanation(form, false, DANGEROUS, List.of(names.in("brine scan {sh}")));
  }

  /** The answer for a file that cannot be read; a scan may nevertheless find something in it. */
  Explanation broken(String form, String verdict, String... advice) throws IOException {
    FileScan scan = scan();
    return scan.verdict() == Verdict.DANGEROUS
        ? dangerous(form, scan)
        : file.explanation(form, false, verdict, List.of(advice));
  }

  /** The answer for a file whose line ends were rewritten. */
  Explanation rewritten(String form) throws IOException {
    file.fact(
        "but",
        "every LF byte in it follows a CR: a copy in text mode inserted them, which breaks binary"
            + " data (FTP in ASCII mode, git with text or autocrlf, a file opened without 'b' on"
            + " Windows)");
    commands.add(
        names.in(
            "transfer {sh} again as binary (ftp: binary; git: *.npy binary in .gitattributes)"));
    if (file.repairable) {
      QuotedName repaired = QuotedName.of(with(".repaired"));
      commands.add("b = open(" + names.python() + ", 'rb').read().replace(b'\\r\\n', b'\\n')");
      commands.add("open(" + repaired.python() + ", 'wb').write(b)   # or repair it in Python");
    }
    return broken(
        form,
        "damaged: its line ends were rewritten; transfer it again as binary.",
        commands.toArray(String[]::new));
  }

  /** The answer for a file that NumPy reads, once all facts are known. */
  Explanation arrays(String form) throws IOException {
    Requirements needs = file.requirements;
    if (needs.objects()) {
      file.fact(
          "why",
          "NumPy says \""
              + (form.equals("pickle")
                  ? "This file contains pickled (object) data"
                  : "Object arrays cannot be loaded when allow_pickle=False")
              + "\": Python objects are stored as a pickle, a program that Python runs to load"
              + " them");
    }
    FileScan scan = scan();
    if (needs.objects() || !scan.isClean()) {
      file.fact("safe", safety(scan));
    }
    if (file.broken == null && scan.verdict() != Verdict.DANGEROUS) {
      file.fact("opens with", needs.versions());
    }
    boolean fine = scan.isClean() && file.broken == null;
    return file.explanation(form, fine, verdict(form, scan), commands);
  }

  /** Scans the file as {@code brine scan} scans a file that is named on the command line. */
  FileScan scan() throws IOException {
    return Scan.of(file.path);
  }

  private String verdict(String form, FileScan scan) {
    Requirements needs = file.requirements;
    if (scan.verdict() == Verdict.DANGEROUS) {
      commands.add(names.in("brine dump --ops {sh}   # shows its opcodes, runs nothing"));
      commands.add(names.in("brine scan {sh}"));
      return DANGEROUS;
    }
    if (file.broken != null || scan.verdict() == Verdict.MALFORMED) {
      commands.add(names.in(needs.objects() ? "brine dump --ops {sh}" : "brine info {sh}"));
      return "damaged; download or save it again.";
    }
    if (!scan.isClean()) {
      commands.add(names.in("brine dump {sh}"));
      commands.add(names.in("brine scan {sh}"));
      return word(scan.verdict()) + "; load it in Python only if you trust its author.";
    }
    if (needs.objects() && !form.equals("pickle")) {
      String target = QuotedName.of(with("-plain", ".npz")).shell();
      commands.add(
          "brine convert " + names.shell() + " " + target + "   # opens without allow_pickle");
    }
    commands.add(
        "import numpy; a = numpy.load(" + names.python() + needs.arguments() + ")" + item());
    commands.add(inJava(form));
    return needs.objects()
        ? "only data; allow_pickle=True is safe for this file."
        : "only data; NumPy opens it as it is.";
  }

  /** The Python code that takes the value out of an array without axes. */
  private String item() {
    String key = file.scalar;
    if (key == null) {
      return "";
    }
    return key.isEmpty() ? ".item()" : "; b = a[" + QuotedName.python(key) + "].item()";
  }

  private String inJava(String form) {
    String path = "Path.of(" + names.java() + ")";
    String code =
        switch (form) {
          case ".npz" -> "NpzFile a = NpzFile.open(" + path + ");";
          case "pickle" -> "PickleValue a = Npy.loadValue(" + path + ");";
          default ->
              file.scalar == null
                  ? "NdArray a = Npy.load(" + path + ");"
                  : "Object a = ((ObjectArray) Npy.load(" + path + ")).getObject();";
        };
    return code + "   // Java, runs nothing";
  }

  private String with(String part) {
    return with(part, null);
  }

  /**
   * The name with {@code part} inserted before its extension, and another extension if one is
   * given.
   */
  private String with(String part, @Nullable String ending) {
    String plain = names.plain();
    int dot = plain.lastIndexOf('.');
    boolean has = dot > 0 && plain.indexOf('/', dot) < 0 && plain.charAt(dot - 1) != '/';
    String stem = has ? plain.substring(0, dot) : plain;
    return stem + part + (ending == null ? plain.substring(stem.length()) : ending);
  }

  static String safety(FileScan scan) {
    if (scan.isClean()) {
      return "yes: every class and function that its pickles name is known to make only data";
    }
    StringBuilder text = new StringBuilder(word(scan.verdict()));
    int shown = 0;
    Set<String> told = new HashSet<>();
    for (Finding finding : scan.findings()) {
      if (!told.add(finding.qualifiedName())) {
        continue;
      }
      if (shown++ == MOST_FINDINGS) {
        return text + "; and more";
      }
      String named = finding.qualifiedName();
      text.append(shown == 1 ? ": " : "; ");
      text.append(named.isEmpty() ? "" : Printable.escape(named) + ": ").append(finding.why());
    }
    return text.toString();
  }

  static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}

package dev.brine.cli.explain;

import dev.brine.cli.input.ForeignFormat;
import dev.brine.cli.input.QuotedName;
import dev.brine.cli.print.Numbers;
import dev.brine.convert.Safetensors;
import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.internal.text.Printable;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.npy.Torch;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.MlType;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.value.PickleValue;
import dev.brine.scan.FileScan;
import dev.brine.scan.Finding;
import dev.brine.scan.Scan;
import dev.brine.scan.ScanOptions;
import dev.brine.scan.ScanOptions.Claim;
import dev.brine.scan.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
    FileScan scan = scan();
    if (scan.verdict() == Verdict.DANGEROUS) {
      return dangerous(foreign.form(), scan);
    }
    boolean read = tensors || (foreign.isReadPickle() && isRead(foreign));
    boolean fine = read && scan.isClean();
    boolean told = foreign.pickled() && scan.isClean() && !foreign.form().equals("compressed .npy");
    if (told || scan.verdict() == Verdict.SUSPICIOUS) {
      file.fact("safe", safety(scan));
    }
    Map<String, String> types = tensors ? foreignTypes() : Map.of();
    types.forEach(
        (name, type) ->
            file.fact(name, type + ", which NumPy does not have; Brine reads it as float32"));
    for (String command : foreign.commands()) {
      // the Python package gives up at types that NumPy does not have
      if (types.isEmpty() || command.startsWith("brine ")) {
        commands.add(names.in(command));
      }
    }
    String verdict = read ? verdict(foreign) : "not an array, but: " + foreign.form() + ".";
    return file.explanation(foreign.form(), fine, verdict, commands);
  }

  private static String verdict(ForeignFormat foreign) {
    return switch (foreign.form()) {
      case ForeignFormat.TORCH_SAVE ->
          "a file of torch.save, whose tensors Brine reads and NumPy does not.";
      case ForeignFormat.JOBLIB -> "a file of joblib, which Brine reads and NumPy does not.";
      case ForeignFormat.SAFETENSORS -> "safetensors, which Brine reads and NumPy does not.";
      default -> "a " + foreign.form() + ", which Brine reads and NumPy does not.";
    };
  }

  /** Whether Brine reads the value of a file; adds the reason why not. */
  private boolean isRead(ForeignFormat foreign) throws IOException {
    LoadOptions lenient = LoadOptions.DEFAULT.withPickle(PickleOptions.DEFAULT.withLenient());
    try {
      if (foreign.form().equals(ForeignFormat.TORCH_SAVE)) {
        PickleValue value = Torch.loadValue(file.open.channel(), file.open.location(), lenient);
        int left = Torch.unread(value).size();
        if (left > 0) {
          file.fact("but", Numbers.count(left, "tensor") + " in it cannot be read; see brine ls");
        }
        return left == 0;
      }
      Npy.loadValue(file.open.channel(), file.open.location(), lenient);
      return true;
    } catch (BrineException e) {
      if (e.kind() == Kind.ENCODING) {
        return true; // another encoding reads it
      }
      file.fact("but", e.reason());
      return false;
    }
  }

  /** The types of tensors that NumPy does not have; of many tensors the first. */
  private Map<String, String> foreignTypes() throws IOException {
    Map<String, String> first = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, NdArray> tensor :
          Safetensors.read(file.open.channel(), file.open.location()).entrySet()) {
        if (tensor.getValue().dtype() instanceof MlType type && first.size() < MOST_FINDINGS) {
          first.put(tensor.getKey(), type.name());
        }
      }
    } catch (BrineException e) {
      file.fact("but", e.reason());
    }
    return first;
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
            "# transfer {sh} again as binary (ftp: binary; git: *.npy binary in .gitattributes)"));
    if (file.repairable) {
      QuotedName repaired = names.with(".repaired");
      commands.add("b = open(" + names.python() + ", 'rb').read().replace(b'\\r\\n', b'\\n')");
      commands.add("open(" + repaired.python() + ", 'wb').write(b)   # or repair it in Python");
    }
    return broken(
        form,
        "damaged: its line ends were rewritten; transfer it again as binary.",
        commands.toArray(String[]::new));
  }

  /** The answer for an array of a type that NumPy does not have. */
  Explanation ofUnknownType(String form, MlType type) throws IOException {
    file.requirements.elements(type);
    commands.add(convert("-" + type.widened()) + "   # if its elements are " + type.name());
    commands.add(inJava(form));
    return broken(
        form,
        "not damaged: its elements are of a type that NumPy does not have; Brine reads them if"
            + " told which.",
        commands.toArray(String[]::new));
  }

  /** The answer for an archive with damaged members. */
  Explanation damaged(String form, int whole, int all, String cause) throws IOException {
    String verdict =
        whole == 0
            ? "a damaged archive, usually an incomplete download: download it again."
            : whole == all
                ? "a damaged archive, whose members are all whole; save them."
                : "a damaged archive: "
                    + whole
                    + " of "
                    + Numbers.count(all, "member")
                    + (whole == 1 ? " is whole" : " are whole")
                    + cause
                    + ".";
    String command =
        whole > 0
            ? names.in(
                "brine convert --keep-going {sh} {sh:-saved.npz}   # saves the whole members")
            : names.in("unzip -t {sh}");
    return broken(form, verdict, command);
  }

  /** The answer for an archive with members that NumPy refuses. */
  Explanation unreadable(int good, int all) throws IOException {
    String verdict =
        "not damaged, but NumPy reads only "
            + good
            + " of its "
            + Numbers.count(all, "member")
            + ".";
    return broken(
        ".npz",
        verdict,
        names.in("brine convert --keep-going {sh} {sh:-good.npz}   # those that NumPy reads"));
  }

  /** The answer for a file whose arrays can be read, once all facts are known. */
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
    if (needs.objects() || (!scan.isClean() && !isOnlyRefused(scan))) {
      file.fact("safe", safety(scan));
    }
    boolean readable = file.broken == null && scan.verdict() != Verdict.DANGEROUS;
    if (file.refused != null) {
      file.fact("NumPy", "refuses it: " + file.refused);
    } else if (readable) {
      file.fact("opens with", needs.versions());
    }
    boolean fine = scan.isClean() && file.broken == null && !needs.isRepaired();
    return file.explanation(form, fine, verdict(form, scan), commands);
  }

  /** Scans the file as {@code brine scan} scans a file that is named on the command line. */
  FileScan scan() throws IOException {
    return Scan.of(
        file.open.channel(), file.open.name(), ScanOptions.DEFAULT.withClaim(Claim.NAMED));
  }

  private String convert(String part) {
    return "brine convert "
        + file.requirements.options()
        + names.shell()
        + " "
        + names.in("{sh:" + part + ".npz}");
  }

  /** Whether the scan found only the header that NumPy refuses and Brine reads if told to. */
  private boolean isOnlyRefused(FileScan scan) {
    return file.requirements.isRepaired() && scan.verdict() == Verdict.MALFORMED;
  }

  private String verdict(String form, FileScan scan) {
    Requirements needs = file.requirements;
    if (scan.verdict() == Verdict.DANGEROUS) {
      commands.add(names.in("brine dump --ops {sh}   # shows its opcodes, runs nothing"));
      commands.add(names.in("brine scan {sh}"));
      return DANGEROUS;
    }
    if (file.broken != null || (scan.verdict() == Verdict.MALFORMED && !isOnlyRefused(scan))) {
      commands.add(names.in(needs.objects() ? "brine dump --ops {sh}" : "brine info {sh}"));
      return "damaged; download or save it again.";
    }
    if (scan.verdict() == Verdict.SUSPICIOUS) {
      commands.add(names.in("brine dump {sh}"));
      commands.add(names.in("brine scan {sh}"));
      return word(scan.verdict()) + "; load it in Python only if you trust its author.";
    }
    if (file.refused != null) {
      commands.add(convert("-plain") + "   # NumPy opens it");
      commands.add(inJava(form));
      return needs.isRepaired()
          ? "not damaged: NumPy refuses its header, but its meaning is certain; Brine reads it if"
              + " told to."
          : "only data; NumPy refuses it, Brine reads it.";
    }
    if (needs.objects() && !form.equals("pickle") && !needs.hasRecords()) {
      commands.add(convert("-plain") + "   # opens without allow_pickle");
    }
    commands.add(
        "import numpy; a = numpy.load(" + names.python() + needs.arguments() + ")" + item());
    commands.add(needs.hasRecords() ? names.in("brine dump {sh}") : inJava(form));
    if (form.equals(".npz") && file.empty) {
      return "an empty archive; NumPy opens it and finds no arrays.";
    }
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
    String path = "Path.of(" + names.java() + ")" + file.requirements.inJava();
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

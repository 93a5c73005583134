package dev.brine.cli.explain;

import dev.brine.cli.explain.Answer.Fact;
import dev.brine.cli.text.Numbers;
import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.Printable;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.LoadOptions;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.type.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.Verdict;
import dev.brine.scan.Scan;
import dev.brine.scan.report.FileScan;
import dev.brine.scan.report.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what there is to say about one file. Nothing in it is run. */
final class Explainer {
  private static final int MOST_MEMBERS = 12;
  private static final int MOST_FINDINGS = 3;
  private static final String MAGIC = "\u0093NUMPY";
  private static final LoadOptions LENIENT =
      LoadOptions.DEFAULT.withPickle(LoadOptions.DEFAULT.pickle().withLenient());

  private final String name;
  private final Path path;
  private final List<Fact> facts = new ArrayList<>();
  private final Needs needs = new Needs();
  private @Nullable String broken;

  private Explainer(String name, Path path) {
    this.name = name;
    this.path = path;
  }

  /**
   * Explains a file.
   *
   * @param name on the command line
   * @param path where it is
   */
  static Answer explain(String name, Path path) throws IOException {
    return new Explainer(name, path).answer();
  }

  private Answer answer() throws IOException {
    Beginning beginning = Beginning.of(path);
    Foreign foreign = Foreign.of(beginning);
    if (foreign != null) {
      return foreign(foreign);
    }
    if (beginning.is("PK\u0003\u0004") || beginning.is("PK\u0005\u0006")) {
      return archive(beginning);
    }
    boolean array = beginning.is(MAGIC);
    if (array) {
      fact("is", "an .npy file, " + Numbers.bytes(beginning.size()));
      NpyHeader header = Npy.header(path);
      part("array", this::fileValue, header);
      if (!header.dtype().hasObject()) {
        missing(header.length() + header.dataBytes() - beginning.size());
      }
      return arrays(".npy", false);
    }
    try {
      PickleValue value = value(this::fileValue);
      fact("is", "a bare pickle, " + Numbers.bytes(beginning.size()) + ": " + value.described());
      try (InputStream in = Files.newInputStream(path)) {
        Location location = Location.of(name);
        needs.pickle(Pickle.scan(in, location, 0, LENIENT.pickle()).facts());
      }
      return arrays("pickle", false);
    } catch (BrineException e) {
      return unknown(beginning, e);
    }
  }

  private void missing(long bytes) {
    if (bytes > 0) {
      broken = "cut off: its last " + Numbers.count(bytes, "byte") + " are missing";
      fact("but", broken);
    }
  }

  private Answer foreign(Foreign foreign) {
    fact("is", foreign.what());
    fact(
        "NumPy",
        "cannot read it; it takes whatever it does not know for a pickle, hence its talk of"
            + " allow_pickle");
    String command = foreign.command().replace("FILE", name);
    String verdict = "no array, but: " + foreign.form() + ".";
    return new Answer(name, foreign.form(), false, facts, verdict, List.of(command));
  }

  private Answer unknown(Beginning beginning, BrineException failure) throws IOException {
    if (beginning.isText()) {
      return foreign(
          new Foreign(
              "text",
              "Plain text, such as CSV or JSON, whatever its name says.",
              "python3 -c \"import numpy; print(numpy.genfromtxt('FILE', delimiter=','))\""));
    }
    fact("is", "neither .npy nor .npz; as a pickle it breaks: " + failure.reason());
    String verdict = "nothing that NumPy reads (scan: " + word(Scan.of(path).verdict()) + ").";
    return new Answer(name, "unknown", false, facts, verdict, List.of("brine dump --ops " + name));
  }

  /** A zip archive: an .npz, or whatever else is one. */
  private Answer archive(Beginning beginning) throws IOException {
    try (NpzFile archive = NpzFile.open(path)) {
      int arrays = 0;
      String other = "";
      for (NpzMember member : archive.members()) {
        other = other.isEmpty() ? ZipKind.of(member.name()) : other;
        if (!archive.isArray(member)) {
          continue;
        }
        if (arrays == 0) {
          String size = Numbers.bytes(beginning.size());
          String count = Numbers.count(archive.members().size(), "member");
          fact("is", "an .npz archive of " + count + ", " + size);
        }
        if (arrays++ < MOST_MEMBERS) {
          Source source = options -> memberValue(member.name(), options);
          part(member.key(), source, archive.header(member));
        }
      }
      if (arrays > MOST_MEMBERS) {
        fact("and", Numbers.count(arrays - MOST_MEMBERS, "more array"));
      }
      return arrays > 0
          ? arrays(".npz", true)
          : foreign(new Foreign("zip", ZipKind.sentence(other), ZipKind.command(other)));
    } catch (BrineException e) {
      fact("is", "a zip archive that is damaged, " + Numbers.bytes(beginning.size()));
      fact("why", e.reason());
      String verdict = "a broken archive, most often a download that was cut off: fetch it again.";
      return new Answer(name, "broken .npz", false, facts, verdict, List.of("unzip -t " + name));
    }
  }

  private PickleValue fileValue(LoadOptions options) throws IOException {
    return Npy.loadValue(path, unused -> options);
  }

  private PickleValue memberValue(String member, LoadOptions options) throws IOException {
    try (NpzFile archive = NpzFile.open(path, unused -> options)) {
      return archive.getValue(archive.member(member));
    }
  }

  /** How the value of a part is read with some options. */
  private interface Source {
    PickleValue read(LoadOptions options) throws IOException;
  }

  private void part(String label, Source source, NpyHeader header) {
    needs.header(header);
    String what = header.dtype() + ", shape " + header.shape();
    if (!header.dtype().hasObject()) {
      fact(label, what);
      return;
    }
    try {
      if (value(source) instanceof ArrayValue held) {
        if (held.array() instanceof ObjectArray objects) {
          needs.pickle(objects.facts());
        }
        String kinds = Kinds.of(held.array());
        what += kinds.isEmpty() ? "" : ": " + kinds;
      }
    } catch (BrineException e) {
      broken = e.reason();
      what += "; broken: " + e.reason();
    } catch (IOException e) {
      broken = String.valueOf(e.getMessage());
    }
    fact(label, what);
  }

  /** The value, its texts read as Python 2's where they can only be that. */
  private PickleValue value(Source source) throws IOException {
    try {
      return source.read(LENIENT);
    } catch (BrineException e) {
      if (e.kind() != Kind.ENCODING) {
        throw e;
      }
      PickleValue value = source.read(LENIENT.withEncoding(StringEncoding.LATIN1));
      needs.latin1();
      return value;
    }
  }

  private Answer arrays(String form, boolean archive) throws IOException {
    String load = "numpy.load('" + name + "'" + needs.arguments() + ")";
    if (needs.objects()) {
      fact(
          "why",
          "NumPy says \""
              + (form.equals("pickle")
                  ? "This file contains pickled (object) data"
                  : "Object arrays cannot be loaded when allow_pickle=False")
              + "\":"
              + " Python objects can be kept as a pickle only, and to load a pickle in Python is"
              + " to run it");
    }
    FileScan scan = Scan.of(path);
    boolean clean = scan.isClean();
    if (needs.objects() || !clean) {
      fact("safe", safety(scan));
    }
    if (broken == null && scan.verdict() != Verdict.DANGEROUS) {
      fact("opens with", needs.versions());
    }
    List<String> commands = new ArrayList<>();
    String verdict;
    if (scan.verdict() == Verdict.DANGEROUS) {
      verdict = "DANGEROUS: to load it in Python would run what is in it. Do not.";
      commands.add("brine dump --ops " + name + "   # looks, runs nothing");
      commands.add("brine scan " + name);
    } else if (broken != null || scan.verdict() == Verdict.MALFORMED) {
      verdict = "damaged; fetch or save it again.";
      commands.add((needs.objects() ? "brine dump --ops " : "brine info ") + name);
    } else if (clean) {
      verdict =
          needs.objects()
              ? "plain data; allow_pickle=True is safe for this file."
              : "plain numbers; NumPy opens it as it is.";
      commands.add("import numpy; a = " + load);
      commands.add(inJava(form, archive));
    } else {
      verdict = word(scan.verdict()) + "; do not load it in Python unless you trust who made it.";
      commands.add("brine dump " + name);
      commands.add("brine scan " + name);
    }
    return new Answer(name, form, clean && broken == null, facts, verdict, commands);
  }

  private String inJava(String form, boolean archive) {
    String file = "Path.of(\"" + name + "\")";
    if (archive) {
      return "NpzFile a = NpzFile.open(" + file + ");   // Java, runs nothing";
    }
    return form.equals("pickle")
        ? "PickleValue a = Npy.loadValue(" + file + ");   // Java, runs nothing"
        : "NdArray a = Npy.load(" + file + ");   // Java, runs nothing";
  }

  private static String safety(FileScan scan) {
    if (scan.isClean()) {
      return "yes: whatever its pickles name is known to be plain data";
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

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private void fact(String label, String text) {
    facts.add(new Fact(Printable.escape(label), text));
  }
}

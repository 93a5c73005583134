package dev.brine.cli.explain;

import dev.brine.cli.explain.Explanation.Fact;
import dev.brine.cli.explain.FileHead.LineEnds;
import dev.brine.cli.explain.LocalMembers.Local;
import dev.brine.cli.input.InputFile;
import dev.brine.cli.input.InputFile.Format;
import dev.brine.cli.input.Part;
import dev.brine.cli.print.Numbers;
import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.internal.magic.FileFormat;
import dev.brine.internal.text.Printable;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PySequence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the facts about one file. It does not run anything in the file. */
final class Explainer {
  private static final int MAX_MEMBERS = 12;
  private static final int MAX_KINDS = 4;
  private static final LoadOptions LENIENT =
      LoadOptions.DEFAULT.withPickle(LoadOptions.DEFAULT.pickle().withLenient());
  private static final LoadOptions LENIENT_LATIN1 = LENIENT.withEncoding(StringEncoding.LATIN1);

  final QuotedName names;
  final Path path;
  final Requirements requirements = new Requirements();

  /** The reason why the file cannot be read completely, or null. */
  @Nullable String broken;

  /** Whether the file would have the right size without the CR before each LF. */
  boolean repairable;

  /** The key of the first object array without axes; empty in an .npy. */
  @Nullable String scalar;

  private final String name;
  private final FileHead head;
  private final List<Fact> facts = new ArrayList<>();

  private Explainer(String name, Path path, FileHead head) {
    this.name = name;
    this.names = QuotedName.of(name);
    this.path = path;
    this.head = head;
  }

  /**
   * Explains a file.
   *
   * @param name its name on the command line
   * @param path where it is
   */
  static Explanation explain(String name, Path path) throws IOException {
    return new Explainer(name, path, FileHead.of(path)).explanation();
  }

  void fact(String label, String text) {
    facts.add(new Fact(Printable.escape(label), text));
  }

  Explanation explanation(String form, boolean fine, String verdict, List<String> commands) {
    return new Explanation(name, form, fine, facts, verdict, commands);
  }

  private Explanation explanation() throws IOException {
    ForeignFormat foreign = ForeignFormat.of(head);
    foreign = foreign == null ? CompressedFile.of(head, path, names) : foreign;
    if (foreign != null) {
      return new Advice(this).foreign(foreign);
    }
    FileFormat format = head.format();
    if (format == FileFormat.ZIP || format == FileFormat.EMPTY_ZIP) {
      try (InputFile archive = InputFile.open(name, path, Format.NPZ, LENIENT)) {
        return archive(archive);
      } catch (BrineException e) {
        return brokenArchive(e);
      }
    }
    boolean npy = format == FileFormat.NPY;
    try (InputFile file = InputFile.open(name, path, npy ? Format.NPY : Format.PICKLE, LENIENT)) {
      Part part = file.parts().get(0);
      return npy ? array(part) : pickle(part);
    }
  }

  // .npz

  private Explanation archive(InputFile archive) throws IOException {
    int arrays = 0;
    List<String> members = new ArrayList<>();
    for (Part part : archive.parts()) {
      members.add(String.valueOf(part.memberName()));
      if (!isArray(part)) {
        continue;
      }
      if (arrays == 0) {
        String count = Numbers.count(archive.parts().size(), "member");
        fact("is", "an .npz archive of " + count + ", " + Numbers.bytes(head.size()));
      }
      if (arrays++ < MAX_MEMBERS) {
        member(part);
      }
    }
    if (arrays > MAX_MEMBERS) {
      fact("and", Numbers.count(arrays - MAX_MEMBERS, "more array"));
    }
    Advice advice = new Advice(this);
    if (broken != null && LineEnds.of(path).areAllCrlf()) {
      return advice.rewritten(".npz");
    }
    return arrays > 0 ? advice.arrays(".npz") : advice.foreign(ForeignFormat.ofZip(members));
  }

  private static boolean isArray(Part part) throws IOException {
    try {
      return part.content() == Part.Content.ARRAY;
    } catch (BrineException e) {
      // a damaged array; reading its header reports the damage
      return String.valueOf(part.memberName()).endsWith(".npy");
    }
  }

  private void member(Part part) throws IOException {
    String key = part.key();
    try {
      array(key, part, part.header());
    } catch (BrineException e) {
      broken = e.reason();
      fact(key, "broken: " + e.reason());
    }
  }

  private Explanation brokenArchive(BrineException failure) throws IOException {
    fact("is", "a zip archive that is damaged, " + Numbers.bytes(head.size()));
    fact("why", failure.reason());
    if (LineEnds.of(path).areAllCrlf()) {
      return new Advice(this).rewritten("broken .npz");
    }
    int whole = 0;
    int shown = 0;
    for (Local member : LocalMembers.of(path)) {
      whole += member.missing() <= 0 ? 1 : 0;
      if (shown++ < MAX_MEMBERS || member.missing() > 0) {
        fact(member.name(), member.described());
      }
    }
    String verdict = "a broken archive, usually an incomplete download: download it again.";
    String salvage =
        names.in("zip -FF {sh} --out ")
            + QuotedName.of("saved.npz").shell()
            + "   # saves the complete members";
    String command = whole > 0 ? salvage : names.in("unzip -t {sh}");
    return new Advice(this).broken("broken .npz", verdict, command);
  }

  // .npy

  private Explanation array(Part part) throws IOException {
    NpyHeader header;
    try {
      header = part.header();
    } catch (BrineException e) {
      fact("is", "an .npy file with a broken header, " + Numbers.bytes(head.size()));
      fact("why", e.reason());
      return new Advice(this).broken("broken .npy", "damaged; download or save it again.");
    }
    fact("is", "an .npy file, " + Numbers.bytes(head.size()));
    int last = Math.min(header.length(), FileHead.length()) - 1;
    boolean objects = header.dtype().hasObject();
    LineEnds ends = head.has(last, "\r\n") ? LineEnds.of(path) : null;
    if (ends != null && ends.lf() == 0) {
      fact("array", header.dtype() + ", shape " + header.shape());
      long whole = objects ? 0 : header.length() + header.dataBytes() + ends.crlf();
      repairable = objects || whole == head.size();
      return new Advice(this).rewritten(".npy");
    }
    array("", part, header);
    long missing = objects ? 0 : header.length() + header.dataBytes() - head.size();
    if (missing > 0 && LineEnds.of(path).canHaveLost(missing)) {
      fact(
          "or",
          "bytes within it are missing: no LF byte follows a CR, as after a copy in text mode"
              + " that removes such CRs; transfer it again as binary");
    }
    return new Advice(this).arrays(".npy");
  }

  /**
   * Adds the facts about an array.
   *
   * @param key in its archive, or empty
   */
  private void array(String key, Part part, NpyHeader header) throws IOException {
    requirements.header(header);
    String label = key.isEmpty() ? "array" : key;
    String what = header.dtype() + ", shape " + header.shape();
    if (header.dtype().hasObject()) {
      fact(label, what + objects(key, part));
      return;
    }
    long missing = header.length() + header.dataBytes() - part.size();
    if (missing <= 0) {
      fact(label, what);
      return;
    }
    String cut =
        "truncated: its last "
            + Numbers.count(missing, "byte")
            + (missing == 1 ? " is missing" : " are missing");
    broken = cut;
    if (key.isEmpty()) {
      fact(label, what);
      fact("but", cut);
    } else {
      fact(label, what + "; " + cut);
    }
  }

  private String objects(String key, Part part) {
    try {
      if (!(decoded(part::value) instanceof ArrayValue held)) {
        return "";
      }
      if (held.array() instanceof ObjectArray objects) {
        requirements.pickle(objects.facts());
        if (objects.ndim() == 0 && scalar == null) {
          scalar = key;
        }
      }
      String kinds = kinds(held.array());
      return kinds.isEmpty() ? "" : ": " + kinds;
    } catch (BrineException e) {
      broken = e.reason();
      return "; broken: " + e.reason();
    } catch (IOException e) {
      broken = String.valueOf(e.getMessage());
      return "; cannot be read: " + broken;
    }
  }

  /** Decodes something with the given options. */
  private interface Decoder<T> {
    T decode(LoadOptions options) throws IOException;
  }

  /** Decodes once, and again as Latin-1 only if a string is not ASCII, which Python 2 wrote. */
  private <T> T decoded(Decoder<T> decoder) throws IOException {
    try {
      return decoder.decode(LENIENT);
    } catch (BrineException e) {
      if (e.kind() != Kind.ENCODING) {
        throw e;
      }
      T decoded = decoder.decode(LENIENT_LATIN1);
      requirements.latin1();
      return decoded;
    }
  }

  /**
   * The types of the elements, such as {@code 25,000 × list of ints}; empty if there is nothing to
   * add.
   */
  private static String kinds(NdArray array) {
    if (!(array instanceof ObjectArray objects) || objects.ndim() > 1) {
      return "";
    }
    if (objects.ndim() == 0) {
      return "one " + objects.get().typeName();
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (long i = 0; i < objects.size(); i++) {
      counts.merge(kind(objects.get(i)), 1, Integer::sum);
    }
    StringBuilder text = new StringBuilder();
    int shown = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      if (shown++ == MAX_KINDS) {
        return text + " and others";
      }
      text.append(text.length() == 0 ? "" : ", ");
      text.append(Numbers.grouped(entry.getValue())).append(" × ").append(entry.getKey());
    }
    return text.toString();
  }

  private static String kind(PickleValue value) {
    if (!(value instanceof PySequence sequence)) {
      return value.typeName();
    }
    return switch (sequence.packing()) {
      case EMPTY -> "empty " + value.typeName();
      case INTS, LONGS -> value.typeName() + " of ints";
      case DOUBLES -> value.typeName() + " of floats";
      case VALUES -> value.typeName();
    };
  }

  // everything else

  private Explanation pickle(Part part) throws IOException {
    try {
      Pickle.Decoded pickle =
          decoded(
              options -> {
                try (InputStream in = part.bytes()) {
                  return Npy.loadPickle(in, Location.of(name), options);
                }
              });
      String size = Numbers.bytes(head.size());
      fact("is", "a bare pickle, " + size + ": " + pickle.value().described());
      requirements.pickle(pickle.facts());
      return new Advice(this).arrays("pickle");
    } catch (BrineException e) {
      return unknown(e);
    }
  }

  private Explanation unknown(BrineException failure) throws IOException {
    boolean pickle = head.isBinaryPickle() || isOldPickle();
    if (pickle && LineEnds.of(path).areAllCrlf()) {
      String size = Numbers.bytes(head.size());
      fact("is", "a bare pickle, " + size + ", which breaks: " + failure.reason());
      repairable = true;
      return new Advice(this).rewritten("pickle");
    }
    if (head.isText() && !pickle) {
      return new Advice(this).foreign(ForeignFormat.plainText());
    }
    fact("is", "neither .npy nor .npz; as a pickle it breaks: " + failure.reason());
    Advice advice = new Advice(this);
    String verdict =
        "not a file that NumPy reads (scan: " + Advice.word(advice.scan().verdict()) + ").";
    return advice.broken("unknown", verdict, names.in("brine dump --ops {sh}"));
  }

  /** Whether it begins as most pickles of Python 2 do: with a class or an empty container. */
  private boolean isOldPickle() {
    return head.is("ccopy_reg\r\n")
        || head.is("cnumpy")
        || head.is("(lp")
        || head.is("(dp")
        || head.is("(ip");
  }
}

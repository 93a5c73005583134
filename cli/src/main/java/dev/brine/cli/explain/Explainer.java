package dev.brine.cli.explain;

import dev.brine.cli.explain.Explanation.Fact;
import dev.brine.cli.input.CompressedFile;
import dev.brine.cli.input.FileHead;
import dev.brine.cli.input.FileHead.LineEnds;
import dev.brine.cli.input.ForeignFormat;
import dev.brine.cli.input.InputFile;
import dev.brine.cli.input.InputFile.Format;
import dev.brine.cli.input.OpenFile;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.QuotedName;
import dev.brine.cli.print.Numbers;
import dev.brine.cli.print.NumpyRules;
import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.RefusedException;
import dev.brine.error.TruncatedException;
import dev.brine.internal.magic.FileFormat;
import dev.brine.internal.text.Printable;
import dev.brine.internal.zip.ZipArchive;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.npy.Torch;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.header.HeaderRules;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PySequence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the facts about one file. It does not run anything in the file. */
final class Explainer {
  private static final int MAX_MEMBERS = 12;
  private static final int MAX_KINDS = 4;

  /** The longest header that is explained. */
  private static final int MAX_HEADER = 1 << 22;

  private static final LoadOptions STRICT = LoadOptions.DEFAULT.withMaxHeaderSize(MAX_HEADER);

  final OpenFile open;
  final QuotedName names;
  final Requirements requirements = new Requirements();

  /** The reason why the file cannot be read completely, or null. */
  @Nullable String broken;

  /** The reason why NumPy refuses what Brine reads, or null. */
  @Nullable String refused;

  /** Where the elements of an array without objects end, or -1; NumPy ignores what follows. */
  long end = -1;

  /** Whether it is an archive without members. */
  boolean empty;

  /** Whether the file would have the right size without the CR before each LF. */
  boolean repairable;

  /** The key of the first object array without axes; empty in an .npy. */
  @Nullable String scalar;

  /** The keys of members that NumPy refuses though they are not damaged. */
  private final List<String> unreadable = new ArrayList<>();

  private final FileHead head;
  private final List<Fact> facts = new ArrayList<>();

  private Explainer(OpenFile open) {
    this.open = open;
    this.names = QuotedName.of(open.name());
    this.head = open.head();
  }

  /**
   * Explains a file.
   *
   * @param name its name on the command line
   * @param path where it is
   */
  static Explanation explain(String name, Path path) throws IOException {
    try (OpenFile open = OpenFile.of(name, path)) {
      return new Explainer(open).explanation();
    }
  }

  void fact(String label, String text) {
    facts.add(new Fact(Printable.escape(label), text));
  }

  Explanation explanation(String form, boolean fine, String verdict, List<String> commands) {
    return new Explanation(open.name(), form, fine, facts, verdict, commands);
  }

  private Explanation explanation() throws IOException {
    ForeignFormat foreign = ForeignFormat.of(head);
    foreign = foreign == null ? CompressedFile.of(open) : foreign;
    if (foreign != null) {
      return new Advice(this).foreign(foreign);
    }
    FileFormat format = head.format();
    boolean zip = format == FileFormat.ZIP || format == FileFormat.EMPTY_ZIP;
    if (zip || (format != FileFormat.NPY && isPrefixed())) {
      try {
        return archive(opened(Format.NPZ, STRICT));
      } catch (BrineException e) {
        return brokenArchive(e);
      }
    }
    boolean npy = format == FileFormat.NPY;
    Part part = opened(npy ? Format.NPY : Format.PICKLE, STRICT).parts().get(0);
    return npy ? array(part) : pickle(part);
  }

  /** The file in a format. It is not closed, because that would close the one open file. */
  private InputFile opened(Format format, LoadOptions options) throws IOException {
    return InputFile.of(open, format, options);
  }

  // .npz

  /** Whether it is an archive behind other bytes. */
  private boolean isPrefixed() throws IOException {
    return !head.isBinaryPickle() && ZipArchive.endsLikeArchive(open.source());
  }

  private Explanation archive(InputFile archive) throws IOException {
    int arrays = 0;
    List<String> members = new ArrayList<>();
    List<String> finder = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    Set<String> twice = new LinkedHashSet<>();
    refused = NumpyRules.refusal(head);
    empty = archive.parts().isEmpty();
    for (Part part : archive.parts()) {
      String member = String.valueOf(part.memberName());
      members.add(member);
      if (!keys.add(part.key())) {
        twice.add(part.key());
      }
      if (!isArray(part)) {
        if (NumpyRules.isFromFinder(member)) {
          finder.add(member);
        }
        continue;
      }
      if (arrays == 0) {
        is(archive);
      }
      if (arrays++ < MAX_MEMBERS) {
        member(part);
      }
    }
    if (empty) {
      is(archive);
    }
    if (arrays > MAX_MEMBERS) {
      fact("and", Numbers.count(arrays - MAX_MEMBERS, "more array"));
    }
    Advice advice = new Advice(this);
    DamagedArchive whole = DamagedArchive.of(open.source());
    List<DamagedArchive.Member> damaged =
        whole.members().stream().filter(member -> !member.isWhole()).toList();
    if ((broken != null || !damaged.isEmpty()) && LineEnds.of(open.source()).areAllCrlf()) {
      return advice.rewritten(".npz");
    }
    if (!damaged.isEmpty()) {
      damaged.forEach(member -> fact(member.name(), member.damage()));
      cause(whole);
      int all = whole.members().size();
      return advice.damaged(".npz", all - damaged.size(), all, "");
    }
    if (!finder.isEmpty()) {
      fact(
          "besides",
          list(finder) + ": metadata of macOS (AppleDouble), not arrays; NumPy gives their bytes");
    }
    twice.forEach(key -> fact(key, "there are several of this name; NumPy reads the last"));
    if (!unreadable.isEmpty()) {
      int all = whole.members().size();
      return advice.unreadable(all - unreadable.size(), all);
    }
    return arrays > 0 || empty ? advice.arrays(".npz") : advice.foreign(foreign(members, archive));
  }

  /** The format of an archive without arrays; PyTorch loads only some files safely. */
  private ForeignFormat foreign(List<String> members, InputFile archive) throws IOException {
    ForeignFormat format = ForeignFormat.ofZip(members);
    if (!format.form().equals(ForeignFormat.TORCH_SAVE)) {
      return format;
    }
    for (Part part : archive.parts()) {
      if (Torch.isPickle(String.valueOf(part.memberName()))) {
        try (InputStream in = part.bytes()) {
          Pickle.Facts pickle = Pickle.facts(in, open.location(), 0, STRICT.pickle().withLenient());
          boolean known = pickle.names().stream().allMatch(Explainer::isLoadedAsWeights);
          return known && pickle.protocol() == 2 ? format : format.without("import torch");
        }
      }
    }
    return format.without("import torch");
  }

  /** Whether all versions of {@code torch.load} allow a name if weights_only is True. */
  private static boolean isLoadedAsWeights(PyGlobal global) {
    return switch (global.module()) {
      case "torch" -> global.name().endsWith("Storage");
      case "torch._utils" ->
          global.name().equals("_rebuild_tensor_v2") || global.name().equals("_rebuild_parameter");
      case "collections" -> global.name().equals("OrderedDict");
      default -> false;
    };
  }

  private void is(InputFile archive) {
    String count = Numbers.count(archive.parts().size(), "member");
    fact("is", "an .npz archive of " + count + ", " + Numbers.bytes(head.size()));
    String sparse = archive.sparseMatrix();
    if (sparse != null) {
      fact("value", sparse);
    }
  }

  private static String list(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(names.size(), 3)));
    return names.size() > 3 ? shown + " and " + (names.size() - 3) + " more" : shown;
  }

  /** What happened to an archive, as far as that can be told. */
  private void cause(DamagedArchive archive) throws IOException {
    if (archive.lostCr()) {
      fact(
          "because",
          "CRLF in it became LF: a copy in text mode removed the CRs (git with text or autocrlf,"
              + " FTP in ASCII mode); with them, the damaged members are whole again by their"
              + " CRC-32. Transfer it again as binary");
    } else if (archive.lost() > 0 && LineEnds.of(open.source()).canHaveLost(archive.lost())) {
      fact(
          "maybe",
          "a copy in text mode removed CRs: no LF byte in it follows a CR; transfer it again as"
              + " binary");
    }
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
      Refusal refusal = Refusal.of(e);
      if (refusal.isNotDamage()) {
        unreadable.add(key);
        fact(key, "NumPy refuses it: " + refusal.reason());
        return;
      }
      broken = e.reason();
      fact(key, "broken: " + e.reason());
    }
  }

  /** Why a header is refused, without the advice for programs. */
  private record Refusal(String reason, boolean repairable, boolean type, boolean descr) {
    static Refusal of(BrineException failure) {
      String reason = failure.reason();
      int advice = reason.indexOf("; " + "LoadOptions.");
      String told = advice < 0 ? reason : reason.substring(0, advice);
      return new Refusal(
          told.replaceAll("(?: {2,}|(?:\\\\x00){4,})", " … "),
          reason.contains(HeaderRules.REPAIR_OPTION),
          reason.contains(HeaderRules.TYPE_OPTION),
          failure.kind() == Kind.HEADER && reason.startsWith("descr is not a valid"));
    }

    /** Whether the file is not damaged but of a kind that NumPy does not read. */
    boolean isNotDamage() {
      return repairable || type || descr;
    }
  }

  private Explanation brokenArchive(BrineException failure) throws IOException {
    fact("is", "a zip archive that is damaged, " + Numbers.bytes(head.size()));
    fact("why", failure.reason());
    if (LineEnds.of(open.source()).areAllCrlf()) {
      return new Advice(this).rewritten("broken .npz");
    }
    DamagedArchive archive;
    try {
      archive = DamagedArchive.of(open.source());
    } catch (BrineException e) {
      archive = new DamagedArchive(List.of(), false, 0);
    }
    int whole = 0;
    int shown = 0;
    boolean cut = false;
    for (DamagedArchive.Member member : archive.members()) {
      whole += member.isWhole() ? 1 : 0;
      cut |= member.damage().startsWith("truncated");
      if (shown++ < MAX_MEMBERS || !member.isWhole()) {
        fact(member.name(), member.isWhole() ? "whole, by its CRC-32" : member.damage());
      }
    }
    cause(archive);
    return new Advice(this)
        .damaged(
            "broken .npz",
            whole,
            archive.members().size(),
            cut ? ", usually an incomplete download: download it again" : "");
  }

  // .npy

  private Explanation array(Part part) throws IOException {
    try {
      return array(part, part.header());
    } catch (BrineException e) {
      return refused(e);
    }
  }

  /** A file whose header NumPy refuses: one that can be read nevertheless, or a broken one. */
  private Explanation refused(BrineException failure) throws IOException {
    Refusal refusal = Refusal.of(failure);
    if (refusal.repairable()) {
      refused = refusal.reason();
      requirements.repair();
      Part part = opened(Format.NPY, STRICT.withRepair()).parts().get(0);
      return array(part, part.header());
    }
    String size = Numbers.bytes(head.size());
    if (refusal.type()) {
      fact("is", "an .npy file, " + size);
      fact("NumPy", "refuses it: " + refusal.reason());
      return new Advice(this).ofUnknownType(".npy", likely(refusal.reason()));
    }
    if (refusal.descr()) {
      fact("is", "an .npy file, " + size);
      fact("NumPy", "refuses it: " + refusal.reason());
      if (refusal.reason().contains("'<f10'") || refusal.reason().contains("'<c20'")) {
        return packedLongDoubles(refusal.reason().contains("'<c20'") ? ".view('c32')" : "");
      }
      return new Advice(this)
          .broken(
              ".npy",
              "not damaged, but its writer gave a type that NumPy does not have; save it again"
                  + " with another.");
    }
    if (failure.reason().contains(HeaderRules.SIZE_OPTION)) {
      fact("is", "an .npy file, " + size);
      fact("why", refusal.reason());
      return new Advice(this).broken(".npy", "its header is longer than 4 MiB.");
    }
    fact("is", "an .npy file with a broken header, " + size);
    fact("why", refusal.reason());
    return new Advice(this)
        .broken(
            "broken .npy",
            failure instanceof TruncatedException
                ? "damaged; download or save it again."
                : "its header is not one of NumPy's; download or save it again.");
  }

  /** The long doubles of x86, which old tools wrote as 10 bytes each. */
  private Explanation packedLongDoubles(String complex) throws IOException {
    boolean first = head.has(6, "\1");
    long data = first ? 10 + head.number(8, Short.BYTES) : 12 + head.number(8, Integer.BYTES);
    String bytes = "numpy.fromfile(" + names.python() + ", 'u1', offset=" + data + ")";
    return new Advice(this)
        .broken(
            ".npy",
            "not damaged: its elements are long doubles of x86 without the 6 bytes that NumPy has"
                + " behind each; NumPy on Linux on x86 reads them so, as one axis.",
            "import numpy; b = " + bytes + ".reshape(-1, 10)",
            "a = numpy.pad(b, ((0, 0), (0, 6))).view('f16')[:, 0]" + complex);
  }

  /** The type that a message is about. */
  private static MlType likely(String reason) {
    for (MlType type : MlType.all()) {
      if (reason.contains("'" + type.name() + "'")) {
        return type;
      }
    }
    return reason.contains("bfloat16") ? MlType.BFLOAT16 : MlType.FLOAT8_E4M3FN;
  }

  private Explanation array(Part part, NpyHeader header) throws IOException {
    fact("is", "an .npy file, " + Numbers.bytes(head.size()));
    int last = Math.min(header.length(), FileHead.length()) - 1;
    boolean objects = header.dtype().hasObject();
    LineEnds ends = head.has(last, "\r\n") ? LineEnds.of(open.source()) : null;
    if (ends != null && ends.lf() == 0) {
      fact("array", NumpyRules.name(header.dtype()) + ", shape " + header.shape());
      long whole = objects ? 0 : header.length() + header.dataBytes() + ends.crlf();
      repairable = objects || whole == head.size();
      return new Advice(this).rewritten(".npy");
    }
    array("", part, header);
    long missing = objects ? 0 : header.length() + header.dataBytes() - head.size();
    if (missing > 0 && LineEnds.of(open.source()).canHaveLost(missing)) {
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
    String what = NumpyRules.name(header.dtype()) + ", shape " + header.shape();
    String refusal = NumpyRules.refusal(part, header);
    refused = refusal != null && refused == null ? refusal : refused;
    if (header.dtype().hasObject()) {
      fact(label, what + objects(key, part));
      return;
    }
    long missing = header.length() + header.dataBytes() - part.size();
    if (missing <= 0) {
      fact(label, what);
      end = key.isEmpty() ? header.length() + header.dataBytes() : -1;
      String more = NumpyRules.trailing(header, part.size());
      if (more != null) {
        fact(key.isEmpty() ? "and" : key, more + "; NumPy ignores them");
      }
      note(key, header.dtype());
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

  /** What the elements may be besides what NumPy takes them for. */
  private void note(String key, DType dtype) {
    String label = key.isEmpty() ? "or" : key;
    if (dtype.kind() == DType.Kind.VOID && dtype.itemsize() == 2) {
      fact(label, "V2 may be bfloat16, as ml_dtypes saves it; --as bfloat16 reads it");
    } else if (dtype.kind() == DType.Kind.VOID && dtype.itemsize() == 1) {
      fact(label, "V1 may be an 8-bit float or a small int of ml_dtypes; --as TYPE reads it");
    } else if (NumpyRules.hasLongDouble(dtype)) {
      fact(
          label,
          "its elements may be binary128 if it was not written on x86 (Fortran, ARM); NumPy on"
              + " x86 and Brine take them for 80-bit floats");
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
      return decoded(decoder, STRICT);
    } catch (BrineException e) {
      if (e.kind() != Kind.ENCODING) {
        throw e;
      }
      T decoded = decoded(decoder, STRICT.withEncoding(StringEncoding.LATIN1));
      requirements.latin1();
      return decoded;
    }
  }

  private <T> T decoded(Decoder<T> decoder, LoadOptions options) throws IOException {
    try {
      return decoder.decode(options);
    } catch (RefusedException e) {
      T decoded = decoder.decode(options.withPickle(options.pickle().withLenient()));
      requirements.records();
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
                  return Npy.loadPickle(in, open.location(), options);
                }
              });
      String size = Numbers.bytes(head.size());
      fact("is", "a bare pickle, " + size + ": " + pickle.value().described());
      requirements.pickle(pickle.facts());
      long more = head.size() - pickle.facts().bytes();
      if (more > 0) {
        fact(
            "and",
            Numbers.count(more, "byte")
                + (more == 1 ? " follows" : " follow")
                + " the first pickle, such as more pickles; NumPy and brine dump read the first");
      }
      return new Advice(this).arrays("pickle");
    } catch (BrineException e) {
      return unknown(e);
    }
  }

  private Explanation unknown(BrineException failure) throws IOException {
    boolean pickle = head.isBinaryPickle() || isOldPickle();
    if (pickle && LineEnds.of(open.source()).areAllCrlf()) {
      String size = Numbers.bytes(head.size());
      fact("is", "a bare pickle, " + size + ", which breaks: " + failure.reason());
      repairable = true;
      return new Advice(this).rewritten("pickle");
    }
    if (head.isText() && !pickle) {
      return new Advice(this).foreign(ForeignFormat.plainText(head));
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

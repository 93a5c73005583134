package dev.brine.cli.inspect;

import dev.brine.cli.input.Console;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.InputFile;
import dev.brine.cli.input.InputFile.Format;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.Parts.PartVisitor;
import dev.brine.cli.input.QuotedName;
import dev.brine.cli.print.HeaderText;
import dev.brine.cli.print.Numbers;
import dev.brine.cli.print.NumpyRules;
import dev.brine.cli.print.Table;
import dev.brine.cli.print.Table.Facts;
import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.internal.text.Printable;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NpzMember;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Prints one paragraph of facts per part. */
final class InfoText implements PartVisitor {
  private static final int MAX_FIELDS = 100;
  private static final String FORM = ".form";
  private static final String TORCH =
      "a zip archive of torch.save: a pickle and the elements of tensors";

  private static final long MAX_VERIFIED = 1L << 28;

  private final Console console;
  private final LoadOptions options;
  private boolean printed;

  /** Why NumPy refuses the archive at hand, or null. */
  private @Nullable String refused;

  /** The file of the current part. */
  private @Nullable InputFile current;

  InfoText(Console console, LoadOptions options) {
    this.console = console;
    this.options = options;
  }

  @Override
  public void begin(InputFile file, boolean alone) throws IOException {
    refused = null;
    current = file;
    if (file.format() != Format.NPZ) {
      return;
    }
    refused = NumpyRules.refusal(file.head());
    Facts facts = new Facts("  ");
    facts.add(
        "format",
        "zip archive (.npz) of "
            + Numbers.count(file.parts().size(), "member")
            + ", "
            + Numbers.count(file.size(), "byte"));
    String sparse = file.sparseMatrix();
    if (sparse != null) {
      facts.add("value", sparse + "; scipy.sparse.load_npz and NpzFile.sparse() read it");
    }
    if (refused != null) {
      facts.add("NumPy", "refuses it: " + refused);
    }
    print(Printable.escape(file.name()), facts);
  }

  @Override
  public void part(Part part) throws IOException {
    Facts facts = new Facts("  ");
    StructType struct = null;
    switch (part.content()) {
      case ARRAY -> {
        NpyHeader header = part.header();
        struct = header.dtype() instanceof StructType records ? records : null;
        array(part, header, facts);
      }
      case BYTES -> {
        String member = part.memberName();
        facts.add(
            "content",
            part.isDirectory()
                ? "a directory"
                : member != null && NumpyRules.isFromFinder(member)
                    ? "metadata of macOS (AppleDouble), not an array"
                    : "not an array, but bytes");
        facts.add("size", stored(part));
        if (refused == null) {
          facts.add("NumPy", Opening.inNumpy(part, "") + " gives the bytes");
        }
      }
      case PICKLE -> pickle(part, facts);
    }
    print(Printable.escape(part.title()), facts);
    if (struct != null) {
      console.out().print(fields(struct));
    }
  }

  private void array(Part part, NpyHeader header, Facts facts) throws IOException {
    DType dtype = header.dtype();
    facts.add("dtype", NumpyRules.name(dtype) + ": " + HeaderText.element(dtype));
    if (!(dtype instanceof StructType)) {
      facts.add("descr", Printable.escape(dtype.descr()));
    }
    facts.add("shape", shape(header.shape()));
    facts.add("order", order(header));
    facts.add(
        "format",
        isTensor(part)
            ? isOf(Format.SAFETENSORS) ? "a tensor of a safetensors file" : "an array in a pickle"
            : ".npy " + header.version() + ", header of " + Numbers.count(header.length(), "byte"));
    facts.add("size", stored(part));
    facts.add("data", data(part, header));
    facts.add("NumPy", inNumpy(part, header));
    facts.add("Java", Opening.inJava(dtype));
    form(part, header, facts);
  }

  private static boolean isTensor(Part part) {
    return part.member() == null && part.memberName() != null;
  }

  private boolean isOf(Format format) {
    return current != null && current.format() == format;
  }

  /** How NumPy opens an array, or why it does not. */
  private String inNumpy(Part part, NpyHeader header) throws IOException {
    if (isTensor(part)) {
      return isOf(Format.SAFETENSORS)
          ? "does not read safetensors; brine convert writes an .npz"
          : "does not read one array of a pickle; brine convert writes an .npz";
    }
    String refusal = refused != null ? refused : NumpyRules.refusal(part, header);
    if (refusal == null && options.repair() && Opening.isRefused(part)) {
      refusal = "its header is read only with --repair";
    }
    if (refusal == null && options.elements() != null && Opening.isRefused(part)) {
      refusal = "it does not have the type of its elements";
    }
    if (refusal != null) {
      return "refuses it: " + refusal;
    }
    if (!header.dtype().hasObject() && part.size() - header.length() < header.dataBytes()) {
      return "refuses it: its end is missing";
    }
    String damage = part.member() == null ? null : damage(part);
    return damage == null
        ? Opening.inNumpy(part, header, encoding(part, header))
        : "refuses it: " + damage;
  }

  /** What is wrong with the bytes of a member, or null; a very large one is not read. */
  private static @Nullable String damage(Part part) throws IOException {
    if (part.size() > MAX_VERIFIED) {
      return null;
    }
    try (InputStream in = part.bytes()) {
      in.transferTo(OutputStream.nullOutputStream());
      return null;
    } catch (BrineException e) {
      return e.reason();
    }
  }

  /** The encoding that a pickle of Python 2 needs, or an empty string. */
  private String encoding(Part part, NpyHeader header) throws IOException {
    if (!header.dtype().hasObject()) {
      return "";
    }
    LoadOptions ascii =
        options.withPickle(options.pickle().withEncoding(StringEncoding.ASCII).withLenient());
    BrineException failure = null;
    try {
      part.value(ascii);
    } catch (BrineException e) {
      failure = e;
    }
    return failure != null && failure.kind() == Kind.ENCODING ? ", encoding='latin1'" : "";
  }

  /** The member that describes the pickle-free layout of an object array. */
  private static void form(Part part, NpyHeader header, Facts facts) {
    NpzMember member = part.member();
    boolean text = header.dtype().kind() == DType.Kind.STR && header.shape().ndim() == 0;
    if (member != null && text && member.key().endsWith(FORM)) {
      String array = member.key().substring(0, member.key().length() - FORM.length());
      facts.add(
          "form",
          "describes how the object array "
              + Printable.escape(array)
              + " is stored without a pickle; brine convert --inverse restores it");
    }
  }

  private static String shape(Shape shape) {
    return shape.ndim() == 0
        ? "(): 0-d, one element"
        : shape + ": " + shape.ndim() + "-d, " + HeaderText.elements(shape);
  }

  private static String order(NpyHeader header) {
    if (header.shape().ndim() < 2) {
      return HeaderText.order(header) + " (it makes no difference for fewer than two axes)";
    }
    return header.fortranOrder()
        ? "F: the first axis is contiguous"
        : "C: the last axis is contiguous";
  }

  private static String stored(Part part) {
    NpzMember member = part.member();
    String size = Numbers.count(part.size(), "byte");
    if (member == null) {
      return size;
    }
    if (member.isEncrypted()) {
      return size + ", encrypted";
    }
    if (member.method() == 0) {
      return size + ", stored uncompressed";
    }
    long percent = member.compressedSize() * 100 / Math.max(member.size(), 1);
    return size
        + ", compressed to "
        + Numbers.grouped(member.compressedSize())
        + " ("
        + percent
        + " %) by "
        + member.compression();
  }

  /** The length of the data, and whether the file has as much. */
  private static String data(Part part, NpyHeader header) {
    long there = part.size() - header.length();
    if (header.dtype().hasObject()) {
      return "a pickle of at most " + Numbers.count(there, "byte");
    }
    long bytes = header.dataBytes();
    String text =
        Numbers.count(bytes, "byte")
            + ", "
            + Numbers.grouped(header.dtype().itemsize())
            + " per element";
    if (there < bytes) {
      return text + "; TRUNCATED: the file has only " + Numbers.count(there, "byte");
    }
    return there == bytes
        ? text
        : text + "; " + NumpyRules.trailing(header, part.size()) + "; NumPy ignores them";
  }

  private static String fields(StructType struct) {
    Table table = Table.of("field", "dtype", ">offset", ">bytes", "title");
    int shown = Math.min(struct.fields().size(), MAX_FIELDS);
    for (Field field : struct.fields().subList(0, shown)) {
      String title = field.title();
      table.row(
          Printable.escape(field.name()),
          HeaderText.name(field.dtype()),
          Integer.toString(field.offset()),
          Integer.toString(field.dtype().itemsize()),
          title == null ? "" : Printable.escape(title));
    }
    int more = struct.fields().size() - shown;
    return table.lines("    ") + (more > 0 ? "    and " + Numbers.grouped(more) + " more\n" : "");
  }

  private void pickle(Part part, Facts facts) throws IOException {
    String foreign = isOf(Format.TORCH) ? TORCH : current == null ? null : current.head().packing();
    facts.add(
        "format", foreign == null ? "neither .npy nor .npz: NumPy takes it for a pickle" : foreign);
    facts.add("size", stored(part));
    facts.add("value", described(part.pickle()));
    if (foreign != null) {
      facts.add("NumPy", "does not read it; brine convert writes an .npz");
      return;
    }
    facts.add(
        "NumPy",
        Opening.inNumpy(part, Opening.ALLOW_PICKLE)
            + (options.pickle().encoding() == StringEncoding.LATIN1 ? ", encoding='latin1'" : "")
            + ", which runs the code in the pickle; Brine does not");
  }

  private static String described(PickleValue value) {
    NdArray array =
        value instanceof ArrayValue held
            ? held.array()
            : value instanceof MaskedValue masked ? masked.data() : null;
    return value.described()
        + (array == null ? "" : ": " + HeaderText.name(array.dtype()) + " " + array.shape());
  }

  private void print(String title, Facts facts) {
    if (printed) {
      console.out().println();
    }
    printed = true;
    console.out().println(title);
    console.out().print(facts);
  }

  @Override
  public void failed(String file, @Nullable Part part, Failure failure) {
    console.tell(failure.message());
  }

  /** How NumPy opens an array, and how a Java program gets its elements. */
  private static final class Opening {
    /** The argument that NumPy needs to read objects. */
    static final String ALLOW_PICKLE = ", allow_pickle=True";

    private Opening() {}

    /**
     * The call that opens a part, with one more argument such as {@link #ALLOW_PICKLE}, or none.
     */
    static String inNumpy(Part part, String argument) {
      NpzMember member = part.member();
      String load = "numpy.load(" + quoted(part.file()) + argument + ")";
      return member == null ? load : load + "[" + quoted(member.key()) + "]";
    }

    /** The call that opens an array, the version of NumPy that it needs, and its effects. */
    static String inNumpy(Part part, NpyHeader header, String encoding) {
      boolean pickle = header.dtype().hasObject();
      Integer size = NumpyRules.maxHeaderSize(header);
      String argument = size == null ? "" : ", max_header_size=" + size;
      StringBuilder text =
          new StringBuilder(inNumpy(part, pickle ? ALLOW_PICKLE + encoding : argument));
      if (header.dtype() instanceof MlType type) {
        text.append(".view(ml_dtypes.").append(type).append(')');
      }
      String needs = NumpyRules.needs(header);
      if (needs != null) {
        text.append(" with ").append(needs);
      }
      if (NumpyRules.hasLongDouble(header.dtype())) {
        text.append(
            " on Linux or an Intel Mac; if it was not written on x86, its elements may be"
                + " binary128, which NumPy on x86 takes for 80-bit floats");
      }
      if (pickle) {
        text.append(", which runs the code in the pickle; Brine does not");
      } else if (part.member() == null) {
        text.append("; with mmap_mode='r' it maps the file");
      }
      return text.toString();
    }

    /** Whether the header is refused without options. */
    static boolean isRefused(Part part) throws IOException {
      try (InputStream in = part.bytes()) {
        NpyHeaderReader.read(in, part.location(), Integer.MAX_VALUE);
        return false;
      } catch (BrineException e) {
        return true;
      }
    }

    private static String quoted(String name) {
      return QuotedName.python(name);
    }

    /** The methods of Brine's arrays that return the elements. */
    static String inJava(DType dtype) {
      return switch (dtype.kind()) {
        case BOOL -> "toBooleanArray()";
        case INT, UINT -> integers(dtype);
        case ML_FLOAT ->
            dtype.itemsize() == 2
                ? "toFloatArray(), toShortBits()"
                : "toFloatArray(), toByteBits()";
        case ML_INT -> "toIntArray(), toByteBits()";
        case FLOAT -> dtype.itemsize() == Double.BYTES ? "toDoubleArray()" : "toFloatArray()";
        case LONGDOUBLE -> "getBigDecimal(…), or rounded().toDoubleArray()";
        case COMPLEX -> "toComplexArray(), or real() and imag()";
        case COMPLEX_LONGDOUBLE -> "real() and imag()";
        case BYTES -> "toStringArray() if ASCII, or toBytesArray(…)";
        case STR, STRING -> "toStringArray()";
        case VOID -> "getBytes(…)";
        case DATETIME -> "getDateTime(…), or toLongArray() for the raw counts";
        case TIMEDELTA -> "getDuration(…), or toLongArray() for the raw counts";
        case OBJECT -> "get(…), getObject(…); asRaggedInts() if all elements are lists of ints";
        case STRUCT -> "field(NAME), getRecord(…)";
        case SUBARRAY -> inJava(((SubarrayType) dtype).base());
      };
    }

    private static String integers(DType dtype) {
      boolean signed = dtype.kind() == DType.Kind.INT;
      return switch (dtype.itemsize()) {
        case Byte.BYTES -> signed ? "toByteArray()" : "toShortArray()";
        case Short.BYTES -> signed ? "toShortArray()" : "toIntArray()";
        case Integer.BYTES -> signed ? "toIntArray()" : "toLongArray()";
        default -> signed ? "toLongArray()" : "toLongArray() below 2^63, else getBigInteger(…)";
      };
    }
  }
}

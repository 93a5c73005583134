package dev.brine.cli.inspect;

import dev.brine.cli.input.Console;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.InputFile;
import dev.brine.cli.input.InputFile.Format;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.Parts.PartVisitor;
import dev.brine.cli.print.HeaderText;
import dev.brine.cli.print.Numbers;
import dev.brine.cli.print.Table;
import dev.brine.cli.print.Table.Facts;
import dev.brine.internal.text.Printable;
import dev.brine.npy.NpzMember;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Prints one paragraph of facts per part. */
final class InfoText implements PartVisitor {
  private static final int MAX_FIELDS = 100;
  private static final String FORM = ".form";

  private final Console console;
  private boolean printed;

  InfoText(Console console) {
    this.console = console;
  }

  @Override
  public void begin(InputFile file, boolean alone) {
    if (file.format() != Format.NPZ) {
      return;
    }
    Facts facts = new Facts("  ");
    facts.add(
        "format",
        "zip archive (.npz) of "
            + Numbers.count(file.parts().size(), "member")
            + ", "
            + Numbers.count(file.size(), "byte"));
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
        facts.add("content", part.isDirectory() ? "a directory" : "not an array, but bytes");
        facts.add("size", stored(part));
        facts.add("NumPy", Opening.inNumpy(part, "") + " gives the bytes");
      }
      case PICKLE -> pickle(part, facts);
    }
    print(Printable.escape(part.title()), facts);
    if (struct != null) {
      console.out().print(fields(struct));
    }
  }

  private static void array(Part part, NpyHeader header, Facts facts) {
    DType dtype = header.dtype();
    facts.add("dtype", HeaderText.name(dtype) + ": " + HeaderText.element(dtype));
    if (!(dtype instanceof StructType)) {
      facts.add("descr", Printable.escape(dtype.descr()));
    }
    facts.add("shape", shape(header.shape()));
    facts.add("order", order(header));
    facts.add(
        "format",
        ".npy " + header.version() + ", header of " + Numbers.count(header.length(), "byte"));
    facts.add("size", stored(part));
    facts.add("data", data(part, header));
    facts.add("NumPy", Opening.inNumpy(part, header));
    facts.add("Java", Opening.inJava(dtype));
    form(part, header, facts);
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
        : text + "; " + Numbers.count(there - bytes, "byte") + " follow, which NumPy ignores";
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

  private static void pickle(Part part, Facts facts) throws IOException {
    facts.add("format", "neither .npy nor .npz: NumPy takes it for a pickle");
    facts.add("size", stored(part));
    facts.add("value", described(part.pickle()));
    facts.add(
        "NumPy",
        Opening.inNumpy(part, Opening.ALLOW_PICKLE)
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
    /** The longest header that NumPy reads by default, since 1.23.5; without magic and length. */
    private static final int NUMPY_LONGEST_HEADER = 10_000;

    private static final int BEFORE_HEADER = 12;

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
    static String inNumpy(Part part, NpyHeader header) {
      boolean pickle = header.dtype().hasObject();
      boolean large = header.length() - BEFORE_HEADER > NUMPY_LONGEST_HEADER;
      String argument = large ? ", max_header_size=" + header.length() : "";
      StringBuilder text = new StringBuilder(inNumpy(part, pickle ? ALLOW_PICKLE : argument));
      if (header.version().equals(FormatVersion.V2)) {
        text.append(" with NumPy 1.9 or later");
      } else if (header.version().equals(FormatVersion.V3)) {
        text.append(" with NumPy 1.17 or later");
      }
      if (pickle) {
        text.append(", which runs the code in the pickle; Brine does not");
      } else if (part.member() == null) {
        text.append("; with mmap_mode='r' it maps the file");
      }
      return text.toString();
    }

    private static String quoted(String name) {
      return "'" + Printable.escape(name.replace("\\", "\\\\").replace("'", "\\'")) + "'";
    }

    /** The methods of Brine's arrays that return the elements. */
    static String inJava(DType dtype) {
      return switch (dtype.kind()) {
        case BOOL -> "toBooleanArray()";
        case INT, UINT -> integers(dtype);
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

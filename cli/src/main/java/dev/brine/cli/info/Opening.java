package dev.brine.cli.info;

import dev.brine.cli.input.Part;
import dev.brine.internal.text.Printable;
import dev.brine.npy.NpzMember;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.FormatVersion;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.SubarrayType;

/** How NumPy opens an array, and how a Java program takes it. */
final class Opening {
  /** The longest header that NumPy reads unasked, since 1.23.5; without magic and length. */
  private static final int NUMPY_LONGEST_HEADER = 10_000;

  private static final int BEFORE_HEADER = 12;

  /** The argument without which NumPy reads no objects. */
  static final String ALLOW_PICKLE = ", allow_pickle=True";

  private Opening() {}

  /** The call that opens a part, with one more argument such as {@link #ALLOW_PICKLE}, or none. */
  static String inNumpy(Part part, String argument) {
    NpzMember member = part.member();
    String load = "numpy.load(" + quoted(part.file()) + argument + ")";
    return member == null ? load : load + "[" + quoted(member.key()) + "]";
  }

  /** The call that opens an array, which NumPy it takes, and what it does. */
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
      text.append(", which runs whatever the pickle says; Brine runs nothing");
    } else if (part.member() == null) {
      text.append("; mmap_mode='r' maps it");
    }
    return text.toString();
  }

  private static String quoted(String name) {
    return "'" + Printable.escape(name.replace("\\", "\\\\").replace("'", "\\'")) + "'";
  }

  /** The methods of Brine's arrays that give the elements as one would want them. */
  static String inJava(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL -> "toBooleanArray()";
      case INT, UINT -> integers(dtype);
      case FLOAT -> dtype.itemsize() == Double.BYTES ? "toDoubleArray()" : "toFloatArray()";
      case LONGDOUBLE -> "getBigDecimal(…), or rounded().toDoubleArray()";
      case COMPLEX -> "toComplexArray(), or real() and imag()";
      case COMPLEX_LONGDOUBLE -> "real() and imag()";
      case BYTES -> "toStringArray() of ASCII, or toBytesArray(…)";
      case STR, STRING -> "toStringArray()";
      case VOID -> "getBytes(…)";
      case DATETIME -> "getDateTime(…), or toLongArray() of the counts";
      case TIMEDELTA -> "getDuration(…), or toLongArray() of the counts";
      case OBJECT -> "get(…); asRaggedInts() of rows of ints";
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

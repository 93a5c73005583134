package dev.brine.cli.print;

import dev.brine.cli.input.Part;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.dtype.TimeType;
import java.util.Locale;

/** Describes headers in words. */
public final class HeaderText {
  private static final int LONGEST_DTYPE = 28;

  private HeaderText() {}

  /** A dtype as NumPy prints it, or the number of its fields if that is too long. */
  public static String name(DType dtype) {
    String name = dtype.toString();
    return dtype instanceof StructType struct && name.length() > LONGEST_DTYPE
        ? "struct of " + Numbers.count(struct.fields().size(), "field")
        : name;
  }

  /** C or F. */
  public static String order(NpyHeader header) {
    return header.fortranOrder() ? "F" : "C";
  }

  /** The kind of a part in one word. */
  public static String content(Part part, Part.Content content) {
    return part.isDirectory() ? "directory" : content.name().toLowerCase(Locale.ROOT);
  }

  /** {@code 25,000 elements}. */
  public static String elements(Shape shape) {
    return Numbers.count(shape.size(), "element");
  }

  /** Describes an element of a dtype. */
  public static String element(DType dtype) {
    int size = dtype.itemsize();
    return switch (dtype.kind()) {
      case BOOL -> "true or false, in a byte";
      case INT -> "signed integer of " + bytes(dtype, size);
      case UINT -> "unsigned integer of " + bytes(dtype, size);
      case FLOAT -> "IEEE 754 floating-point number of " + bytes(dtype, size);
      case ML_FLOAT -> "floating-point number of ml_dtypes in " + Numbers.count(size, "byte");
      case ML_INT ->
          "integer of ml_dtypes: " + Numbers.count(((MlType) dtype).bits(), "bit") + " of a byte";
      case LONGDOUBLE -> "80-bit extended floating-point number of x86 in " + bytes(dtype, size);
      case COMPLEX -> "complex number: two floats of " + bytes(dtype, size / 2);
      case COMPLEX_LONGDOUBLE ->
          "complex number: two 80-bit floats of x86 in " + bytes(dtype, size / 2);
      case BYTES -> "byte string of at most " + Numbers.count(size, "byte");
      case STR ->
          "string of at most "
              + Numbers.count(((FlexibleType) dtype).length(), "code point")
              + ", 4 bytes each"
              + endian(dtype);
      case VOID -> Numbers.count(size, "byte") + " without a meaning in NumPy";
      case DATETIME -> "timestamp: " + unit((TimeType) dtype) + " since 1970" + count(dtype);
      case TIMEDELTA -> "duration: " + unit((TimeType) dtype) + count(dtype);
      case OBJECT -> "any Python object; the array is stored as a pickle";
      case STRING -> "string of any length; the array is stored as a pickle";
      case STRUCT ->
          "record of "
              + Numbers.count(((StructType) dtype).fields().size(), "field")
              + ", "
              + Numbers.count(size, "byte");
      case SUBARRAY ->
          "array of shape "
              + ((SubarrayType) dtype).shape()
              + " of "
              + name(((SubarrayType) dtype).base());
    };
  }

  private static String unit(TimeType dtype) {
    String unit = dtype.unit().name().toLowerCase(Locale.ROOT) + "s";
    String counted = dtype.multiple() == 1 ? unit : dtype.multiple() + " " + unit;
    return dtype.unit() == TimeType.Unit.GENERIC ? "no unit" : counted;
  }

  private static String count(DType dtype) {
    return ", a count of 8 bytes" + endian(dtype);
  }

  private static String bytes(DType dtype, int size) {
    return Numbers.count(size, "byte") + endian(dtype);
  }

  private static String endian(DType dtype) {
    return switch (dtype.endian()) {
      case LITTLE -> ", little-endian";
      case BIG -> ", big-endian";
      case NONE -> "";
    };
  }
}

package dev.brine.convert.internal.canonical;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StringDType;
import dev.brine.npy.dtype.StringDType.Missing;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads dtypes from the JSON of their {@code descr}: a string, or a list of fields. */
public final class DTypeJson {
  private DTypeJson() {}

  /**
   * Returns the dtype that {@code descr} describes.
   *
   * @throws IllegalArgumentException if the JSON does not describe a dtype
   */
  public static DType read(@Nullable Object descr) {
    return read(descr, 0);
  }

  private static DType read(@Nullable Object descr, int depth) {
    if (depth > DType.MAX_DEPTH) {
      throw new IllegalArgumentException("a dtype has more than " + DType.MAX_DEPTH + " levels");
    }
    if (descr instanceof String text) {
      MlType known = MlType.of(text);
      if (known != null) {
        return known;
      }
      return text.startsWith("StringDType(") ? string(text) : DTypes.parse(text);
    }
    if (!(descr instanceof List<?> parts)) {
      throw new IllegalArgumentException("a dtype must be a string or a list of fields");
    }
    boolean subarray = parts.size() == 2 && parts.get(1) instanceof List<?> dims && isDims(dims);
    return subarray
        ? subarray(read(parts.get(0), depth + 1), parts.get(1))
        : struct(parts, depth + 1);
  }

  private static boolean isDims(List<?> dims) {
    for (Object dim : dims) {
      if (!(dim instanceof Long)) {
        return false;
      }
    }
    return true;
  }

  private static DType subarray(DType base, @Nullable Object shape) {
    if (!(shape instanceof List<?> dims) || !isDims(dims)) {
      throw new IllegalArgumentException("a subarray has no shape");
    }
    long[] lengths = new long[dims.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = dims.get(i) instanceof Long dim ? dim : 0;
    }
    return SubarrayType.of(base, Shape.of(lengths));
  }

  private static DType struct(List<?> items, int depth) {
    List<Field> fields = new ArrayList<>();
    long offset = 0;
    for (Object item : items) {
      if (!(item instanceof List<?> parts) || parts.size() < 2 || parts.size() > 3) {
        throw new IllegalArgumentException(
            "a field must be a list of a name, a type and, if it is a subarray, a shape");
      }
      DType type = read(parts.get(1), depth);
      if (parts.size() == 3) {
        type = subarray(type, parts.get(2));
      }
      boolean padding = "".equals(parts.get(0)) && type.kind() == DType.Kind.VOID;
      if (!padding) {
        fields.add(field(parts.get(0), type, Math.toIntExact(offset)));
      }
      offset += type.itemsize();
    }
    return StructType.of(fields, Math.toIntExact(offset), false);
  }

  private static Field field(@Nullable Object name, DType type, int offset) {
    if (name instanceof String text) {
      return Field.of(text, type, offset);
    }
    if (name instanceof List<?> pair
        && pair.size() == 2
        && pair.get(0) instanceof String title
        && pair.get(1) instanceof String text) {
      return new Field(text, type, offset, title);
    }
    throw new IllegalArgumentException("a field has no name");
  }

  /** Reads a StringDType as NumPy prints it; a string as {@code na_object} must have no escapes. */
  private static DType string(String shown) {
    if (!shown.endsWith(")")) {
      throw new IllegalArgumentException("a StringDType has no closing parenthesis");
    }
    boolean coerce = !shown.contains("coerce=False");
    String options = shown.substring("StringDType(".length(), shown.length() - 1);
    if (!options.startsWith("na_object=")) {
      return StringDType.of(coerce, Missing.UNSET);
    }
    String missing = options.substring("na_object=".length());
    int end = missing.lastIndexOf(", coerce=False");
    missing = end < 0 ? missing : missing.substring(0, end);
    return switch (missing) {
      case "None" -> StringDType.of(coerce, Missing.NONE);
      case "nan" -> StringDType.of(coerce, Missing.NAN);
      default -> {
        if (missing.length() < 2 || missing.charAt(0) != '\'' || missing.contains("\\")) {
          throw new IllegalArgumentException("Brine cannot read back the dtype " + shown);
        }
        yield StringDType.of(coerce, missing.substring(1, missing.length() - 1));
      }
    };
  }
}

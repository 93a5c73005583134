package dev.brine.npy.internal.header;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Field;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.internal.literal.Literal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a header's descr into a dtype, as {@code numpy.lib.format.descr_to_dtype} does. A string is
 * what {@code numpy.dtype} reads; a tuple is a subarray; a list is a struct, of which unnamed voids
 * are left out as padding. Whatever is wrong is an {@link IllegalArgumentException}.
 */
final class DescrReader {
  private DescrReader() {}

  static DType read(Literal descr) {
    if (descr.is(Literal.Kind.STR)) {
      return DTypes.parse(descr.text());
    }
    if (descr.is(Literal.Kind.TUPLE)) {
      return tuple(descr);
    }
    if (descr.is(Literal.Kind.LIST)) {
      return struct(descr.items());
    }
    throw new IllegalArgumentException("neither a str nor a tuple nor a list");
  }

  private static DType tuple(Literal tuple) {
    if (tuple.items().size() < 2) {
      throw new IllegalArgumentException("a tuple of a dtype and a shape lacks one of them");
    }
    return subarray(read(tuple.items().get(0)), tuple.items().get(1));
  }

  /**
   * A dtype and a shape; or for {@code S}, {@code U} and {@code V} without a length, their length.
   */
  private static DType subarray(DType base, Literal shape) {
    if (base instanceof FlexibleType flexible && base.itemsize() == 0) {
      if (!shape.is(Literal.Kind.INT) || shape.number() < 0 || shape.number() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("invalid itemsize in generic type tuple");
      }
      return FlexibleType.of(flexible.kind(), flexible.endian(), (int) shape.number());
    }
    Shape dims = shape(shape);
    return dims.ndim() == 0 ? base : SubarrayType.of(base, dims);
  }

  private static Shape shape(Literal shape) {
    if (shape.is(Literal.Kind.INT)) {
      return Shape.of(dimension(shape));
    }
    if (!shape.is(Literal.Kind.TUPLE) && !shape.is(Literal.Kind.LIST)) {
      throw new IllegalArgumentException("invalid shape in fixed-type tuple.");
    }
    long[] dims = new long[shape.items().size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = dimension(shape.items().get(i));
    }
    return Shape.of(dims);
  }

  private static long dimension(Literal dim) {
    if (!dim.is(Literal.Kind.INT)) {
      throw new IllegalArgumentException("invalid shape in fixed-type tuple.");
    }
    if (dim.number() < 0) {
      throw new IllegalArgumentException(
          "invalid shape in fixed-type tuple: dimension smaller than zero.");
    }
    return dim.number();
  }

  private static StructType struct(List<Literal> descr) {
    if (descr.size() > DType.MAX_FIELDS) {
      throw new IllegalArgumentException(
          "a dtype must not have more than " + DType.MAX_FIELDS + " fields");
    }
    List<Field> fields = new ArrayList<>(descr.size());
    long offset = 0;
    for (Literal item : descr) {
      List<Literal> parts = fieldParts(item);
      DType type = read(parts.get(1));
      if (parts.size() == 3) {
        type = subarray(type, parts.get(2));
      }
      if (!isPadding(parts.get(0), type)) {
        fields.add(field(parts.get(0), type, (int) offset));
      }
      offset += type.itemsize();
      if (offset > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("integer won't fit into a C int");
      }
    }
    return StructType.of(fields, (int) offset, false);
  }

  /** Name, format and perhaps shape. NumPy writes a tuple; a list serves as well. */
  private static List<Literal> fieldParts(Literal item) {
    boolean sequence = item.is(Literal.Kind.TUPLE) || item.is(Literal.Kind.LIST);
    if (!sequence || item.items().size() < 2 || item.items().size() > 3) {
      throw new IllegalArgumentException("a field is a name, a format and perhaps a shape");
    }
    return item.items();
  }

  /** NumPy counts a subarray as void too. */
  private static boolean isPadding(Literal name, DType type) {
    return name.is(Literal.Kind.STR)
        && name.text().isEmpty()
        && (type.kind() == DType.Kind.VOID || type.kind() == DType.Kind.SUBARRAY);
  }

  private static Field field(Literal name, DType type, int offset) {
    if (!name.is(Literal.Kind.TUPLE)) {
      return new Field(name(name), type, offset, null);
    }
    if (name.items().size() != 2) {
      throw new IllegalArgumentException("a name with a title is a tuple of two");
    }
    return new Field(name(name.items().get(1)), type, offset, title(name.items().get(0)));
  }

  private static String name(Literal name) {
    if (!name.is(Literal.Kind.STR)) {
      throw new IllegalArgumentException("field names must be strings");
    }
    return name.text();
  }

  /** NumPy takes any object for a title; only a str names anything. */
  private static @Nullable String title(Literal title) {
    if (title.is(Literal.Kind.NONE)) {
      return null;
    }
    if (!title.is(Literal.Kind.STR)) {
      throw new IllegalArgumentException("field titles must be strings");
    }
    return title.text();
  }
}

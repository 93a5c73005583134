package dev.brine.npy.internal.header;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.internal.text.PythonRepr;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.internal.literal.Literal;
import dev.brine.npy.internal.literal.LiteralException;
import dev.brine.npy.internal.literal.LiteralParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses the text of a header, and reports errors in NumPy's words. Unlike NumPy, this rejects a
 * duplicate key, because readers differ in which of the values they use.
 */
record HeaderText(String text, FormatVersion version, Location start, HeaderRules rules) {
  /** Longer reprs are cut in messages. */
  private static final int LONGEST_REPR = 200;

  /** A string, or one of JSON's names. */
  private static final Pattern JSON_NAME =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|\\b(?:true|false|null)\\b");

  private static final List<String> KEYS = List.of("descr", "fortran_order", "shape");

  /**
   * Parses the text.
   *
   * @param length the number of bytes from the start of the file to the data
   */
  NpyHeader read(int length) throws BrineException {
    if (rules.repair()) {
      return parsed(length);
    }
    try {
      return parsed(length);
    } catch (MalformedException e) {
      String certain = repairable(length);
      if (certain == null) {
        throw e;
      }
      String reason = e.reason() + "; " + certain + "; " + HeaderRules.REPAIR_OPTION + " reads it";
      throw new MalformedException(e.kind(), e.location(), reason, e);
    }
  }

  /** What is wrong with a header whose meaning is certain; null if it has no certain meaning. */
  private @Nullable String repairable(int length) {
    HeaderRules repair = new HeaderRules(rules.maxSize(), true, rules.elements());
    try {
      NpyHeader header = new HeaderText(text, version, start, repair).parsed(length);
      Literal dict = literal(text);
      if (dict == null) {
        return isPaddedWithNul()
            ? "the header is padded with NUL characters instead of spaces"
            : "the header is JSON, and NumPy's is a Python literal";
      }
      long dim = header.shape().ndim() == 1 ? header.shape().dim(0) : 0;
      return value(dict, "shape").is(Literal.Kind.INT)
          ? "(%1$s) is a number in Python, a shape of one axis is (%1$s,)".formatted(dim)
          : "a shape is a tuple, not a list";
    } catch (BrineException e) {
      return null;
    }
  }

  private boolean isPaddedWithNul() {
    return text.indexOf('\0') >= 0;
  }

  private @Nullable Literal literal(String source) {
    try {
      return LiteralParser.parse(source, version.major() < 3);
    } catch (LiteralException e) {
      return null;
    }
  }

  /** The literal without its padding of NUL characters, or with Python's names for JSON's. */
  private @Nullable Literal repaired() {
    String unpadded = text.replaceFirst("[\\s\0]+$", "");
    Literal found = literal(unpadded);
    return found == null ? literal(inPython(unpadded)) : found;
  }

  /** JSON with Python's spelling of its three names; strings stay as they are. */
  private static String inPython(String json) {
    return JSON_NAME
        .matcher(json)
        .replaceAll(
            found ->
                switch (found.group()) {
                  case "true" -> "True";
                  case "false" -> "False";
                  case "null" -> "None";
                  default -> Matcher.quoteReplacement(found.group());
                });
  }

  private NpyHeader parsed(int length) throws BrineException {
    Literal dict = literal();
    if (!dict.is(Literal.Kind.DICT)) {
      throw malformed("Header is not a dictionary: " + shown(dict), null);
    }
    checkKeys(dict);
    Shape shape = shape(value(dict, "shape"));
    Literal order = value(dict, "fortran_order");
    if (!order.is(Literal.Kind.BOOL)) {
      throw malformed("fortran_order is not a valid bool: " + shown(order), null);
    }
    DType dtype = elementType(value(dict, "descr"), shape);
    try {
      return new NpyHeader(version, dtype, order.number() == 1, shape, length);
    } catch (IllegalArgumentException e) {
      throw malformed(messageOf(e), null);
    }
  }

  private Literal literal() throws BrineException {
    Literal repaired = rules.repair() ? repaired() : null;
    if (repaired != null) {
      return repaired;
    }
    try {
      return LiteralParser.parse(text, version.major() < 3);
    } catch (LiteralException e) {
      String before = text.substring(0, Math.min(e.position(), text.length()));
      int bytes =
          version.major() < 3 ? before.length() : before.getBytes(StandardCharsets.UTF_8).length;
      throw new MalformedException(
          BrineException.Kind.HEADER,
          start.at(start.offset() + bytes),
          "Cannot parse header: " + cut(PythonRepr.of(text)),
          e);
    }
  }

  private void checkKeys(Literal dict) throws BrineException {
    List<Literal> items = dict.items();
    int seen = 0;
    for (int i = 0; i < items.size(); i += 2) {
      int key = indexOf(items.get(i));
      if (key >= 0 && (seen & 1 << key) != 0) {
        throw malformed(
            "Header has the key " + shown(items.get(i)) + " twice: " + shown(dict), null);
      }
      seen |= key < 0 ? 0 : 1 << key;
    }
    if (seen != (1 << KEYS.size()) - 1 || items.size() != 2 * KEYS.size()) {
      throw malformed(
          "Header does not contain the correct keys: " + cut(sortedKeys(items).toString()), null);
    }
  }

  /** The index of a known key, or -1. */
  private static int indexOf(Literal key) {
    return key.is(Literal.Kind.STR) ? KEYS.indexOf(key.text()) : -1;
  }

  private static List<String> sortedKeys(List<Literal> items) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < items.size(); i += 2) {
      keys.add(items.get(i).repr());
    }
    Collections.sort(keys);
    return keys;
  }

  /** The value of a key that exists. */
  private static Literal value(Literal dict, String key) {
    List<Literal> items = dict.items();
    for (int i = 0; i < items.size(); i += 2) {
      if (items.get(i).text().equals(key)) {
        return items.get(i + 1);
      }
    }
    throw new IllegalStateException(key);
  }

  private Shape shape(Literal tuple) throws BrineException {
    if (rules.repair() && tuple.is(Literal.Kind.INT) && tuple.number() >= 0) {
      return Shape.of(tuple.number());
    }
    boolean list = rules.repair() && tuple.is(Literal.Kind.LIST);
    if (!list && !tuple.is(Literal.Kind.TUPLE)) {
      throw malformed("shape is not valid: " + shown(tuple), null);
    }
    long[] dims = new long[tuple.items().size()];
    for (int i = 0; i < dims.length; i++) {
      Literal dim = tuple.items().get(i);
      if (!dim.is(Literal.Kind.INT) || dim.number() < 0) {
        throw malformed("shape is not valid: " + shown(tuple), null);
      }
      dims[i] = dim.number();
    }
    try {
      return Shape.of(dims);
    } catch (IllegalArgumentException e) {
      throw malformed(messageOf(e), null);
    }
  }

  /**
   * The dtype, of which NumPy adds the axes to the array's own if it is a subarray of one element.
   */
  private DType elementType(Literal descr, Shape shape) throws BrineException {
    DType dtype;
    try {
      dtype = DescrReader.read(descr);
    } catch (IllegalArgumentException e) {
      MlType known = rules.elements();
      if (known != null && descr.is(Literal.Kind.STR)) {
        MlType named = MlType.of(descr.text());
        return named == null ? known : named;
      }
      throw malformed("descr is not a valid dtype descriptor: " + shown(descr) + likely(descr), e);
    }
    while (dtype instanceof SubarrayType subarray) {
      if (subarray.shape().size() != 1 && shape.size() != 0) {
        throw malformed(
            "descr is not a valid dtype descriptor: "
                + shown(descr)
                + " (a subarray is the type of a field, not of an array)",
            null);
      }
      dtype = subarray.base();
    }
    MlType elements = rules.elements();
    return elements != null
            && dtype.kind() == DType.Kind.VOID
            && dtype.itemsize() == elements.itemsize()
        ? elements
        : dtype;
  }

  /** What is known about a type that NumPy does not have, and how to read it; or nothing. */
  private static String likely(Literal descr) {
    String text = descr.is(Literal.Kind.STR) ? descr.text() : "";
    String code = text.replaceFirst("^[<>=|]", "");
    String what =
        switch (code) {
          case "bfloat16" -> "which NumPy does not have";
          case "g2" -> "likely bfloat16, which NumPy does not have";
          case "f1" -> "an 8-bit float, likely one of ml_dtypes such as float8_e4m3fn";
          case "W4" -> "complex32 or bcomplex32 of ml_dtypes, which Brine does not read";
          case "f10", "c20" -> "80-bit floats without padding, which NumPy does not have";
          case "f12", "c24" -> "the long double of 32-bit x86";
          case "?8", "b8", "?4", "?2" -> "a bool of NumPy has one byte: |b1";
          default -> code.matches("float[468]_e.*|u?int[124]") ? "a type of ml_dtypes" : "";
        };
    boolean readable = !what.isEmpty() && code.matches("bfloat16|g2|f1|float[468]_e.*|u?int[124]");
    return what.isEmpty()
        ? ""
        : " (" + what + ")" + (readable ? "; " + HeaderRules.TYPE_OPTION + " reads it" : "");
  }

  private static String messageOf(IllegalArgumentException e) {
    String message = e.getMessage();
    return message == null ? "" : message;
  }

  private static String shown(Literal literal) {
    return cut(literal.repr());
  }

  private static String cut(String repr) {
    return repr.length() <= LONGEST_REPR
        ? repr
        : repr.substring(0, LONGEST_REPR) + "… (" + repr.length() + " characters)";
  }

  private MalformedException malformed(String reason, @Nullable Throwable cause) {
    return new MalformedException(BrineException.Kind.HEADER, start, reason, cause);
  }

  /**
   * Converts the descr of a header to a dtype, as {@code numpy.lib.format.descr_to_dtype} does. A
   * string is a spelling for {@code numpy.dtype}; a tuple is a subarray; a list is a struct, whose
   * unnamed voids are padding. Throws {@link IllegalArgumentException} if the descr is invalid.
   */
  private static final class DescrReader {
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
      throw new IllegalArgumentException("a descr must be a str, a tuple or a list");
    }

    private static DType tuple(Literal tuple) {
      if (tuple.items().size() < 2) {
        throw new IllegalArgumentException("a tuple must have a dtype and a shape");
      }
      return subarray(read(tuple.items().get(0)), tuple.items().get(1));
    }

    /**
     * A dtype and a shape; or, for {@code S}, {@code U} and {@code V} without a length, the length.
     */
    private static DType subarray(DType base, Literal shape) {
      if (base instanceof FlexibleType flexible && base.itemsize() == 0) {
        if (!shape.is(Literal.Kind.INT)
            || shape.number() < 0
            || shape.number() > Integer.MAX_VALUE) {
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

    /**
     * The name, the format and optionally the shape. NumPy writes a tuple; a list is accepted, too.
     */
    private static List<Literal> fieldParts(Literal item) {
      boolean sequence = item.is(Literal.Kind.TUPLE) || item.is(Literal.Kind.LIST);
      if (!sequence || item.items().size() < 2 || item.items().size() > 3) {
        throw new IllegalArgumentException(
            "a field must be a name, a format and optionally a shape");
      }
      return item.items();
    }

    /** NumPy treats a subarray as void, too. */
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
        throw new IllegalArgumentException("a name with a title must be a tuple of two");
      }
      return new Field(name(name.items().get(1)), type, offset, title(name.items().get(0)));
    }

    private static String name(Literal name) {
      if (!name.is(Literal.Kind.STR)) {
        throw new IllegalArgumentException("field names must be strings");
      }
      return name.text();
    }

    /** NumPy accepts any object as a title; only a str is useful. */
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
}

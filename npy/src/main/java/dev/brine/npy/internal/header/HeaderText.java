package dev.brine.npy.internal.header;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.FormatVersion;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.internal.literal.Literal;
import dev.brine.npy.internal.literal.LiteralException;
import dev.brine.npy.internal.literal.LiteralParser;
import dev.brine.npy.internal.literal.PythonRepr;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a header, and refuses it in NumPy's words. Stricter than NumPy in one thing: a
 * key that is there twice is an error, since readers differ in which one they take.
 */
final class HeaderText {
  /** Longer reprs are cut in messages. */
  private static final int LONGEST_REPR = 200;

  private static final List<String> KEYS = List.of("descr", "fortran_order", "shape");

  private final String text;
  private final FormatVersion version;
  private final Location start;

  /**
   * Takes the text.
   *
   * @param start the place of its first byte
   */
  HeaderText(String text, FormatVersion version, Location start) {
    this.text = text;
    this.version = version;
    this.start = start;
  }

  /**
   * What the text says.
   *
   * @param length bytes from the start of the magic to the data
   */
  NpyHeader read(int length) throws BrineException {
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

  /** Which of the keys this is, or -1. */
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

  /** The value of a key that is there. */
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
    if (!tuple.is(Literal.Kind.TUPLE)) {
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
      throw malformed("descr is not a valid dtype descriptor: " + shown(descr), e);
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
    return dtype;
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
}

package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import dev.brine.cli.print.ItemColumn.Rows;
import dev.brine.cli.print.Numbers.Scalars;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.internal.text.PythonRepr;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.StructType;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prints single Python values as text and as JSON. */
public final class Values {
  private Values() {}

  /**
   * Writes a value as JSON; values that JSON does not have become strings.
   *
   * @throws dev.brine.error.LimitException if shared values would be written too often
   */
  public static void json(PickleValue value, JsonGenerator json) throws IOException {
    ValueJson.write(value, json, Columns::of);
  }

  /** A value as Python prints it, or only its beginning if it is longer than {@code most}. */
  public static String text(PickleValue value, int most) {
    return ValueText.of(value, most);
  }

  /** The text of a value in CSV: nothing for None, containers as JSON. */
  public static String plain(PickleValue value) throws IOException {
    return ValueJson.plain(value, Columns::of);
  }

  /**
   * Writes Python values as JSON: lists, tuples, sets and arrays become arrays, dicts with string
   * keys objects and other dicts lists of pairs; values that JSON does not have become strings. A
   * value inside itself is {@code "..."}.
   */
  static final class ValueJson {
    private static final String CYCLE = "...";

    private final JsonGenerator json;
    private final Function<NdArray, Column> columns;
    private final Set<PickleValue> path = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<PickleValue> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private long repeated;

    private ValueJson(JsonGenerator json, Function<NdArray, Column> columns) {
      this.json = json;
      this.columns = columns;
    }

    /**
     * Writes a value.
     *
     * @param columns makes columns of arrays
     * @throws LimitException if more than 10 million shared values would be written again
     */
    static void write(PickleValue value, JsonGenerator json, Function<NdArray, Column> columns)
        throws IOException {
      new ValueJson(json, columns).write(value, false);
    }

    /** The text of a value in CSV: nothing if it is missing, containers as JSON. */
    static String plain(PickleValue value, Function<NdArray, Column> columns) throws IOException {
      if (value == PyConstant.NONE || isMasked(value)) {
        return "";
      }
      String scalar = ValueText.scalar(value);
      if (scalar != null) {
        return scalar;
      }
      StringWriter text = new StringWriter();
      try (JsonGenerator json = factory().createGenerator(text)) {
        write(value, json, columns);
      }
      return text.toString();
    }

    private static JsonFactory factory() {
      StreamWriteConstraints depth =
          StreamWriteConstraints.builder().maxNestingDepth(JsonLines.MAX_DEPTH).build();
      return new JsonFactoryBuilder().streamWriteConstraints(depth).build();
    }

    /** Writes a value; {@code again} says whether it is inside one that was written before. */
    private void write(PickleValue value, boolean again) throws IOException {
      if (again && ++repeated > PickleLimits.DEFAULT.walkNodes()) {
        throw new LimitException(
            Location.MEMORY,
            "values that are shared would be written more than "
                + PickleLimits.DEFAULT.walkNodes()
                + " times (limit walkNodes)");
      }
      PickleValue shown = unwrapped(value);
      if (ScalarJson.write(shown, json, columns)) {
        return;
      }
      if (!path.add(shown)) {
        json.writeString(CYCLE);
        return;
      }
      if (path.size() > PickleLimits.MAX_DEPTH) {
        throw new LimitException(
            Location.MEMORY, "values are nested deeper than " + PickleLimits.MAX_DEPTH + " levels");
      }
      boolean inside = !seen.add(shown) || again;
      if (shown instanceof ArrayValue array
          && array.array().ndim() == 0
          && array.array().dtype() instanceof StructType struct) {
        field(struct, ((ObjectArray) array.array()).item(0), inside);
      } else if (shown instanceof ScalarValue scalar
          && scalar.array() instanceof ObjectArray objects) {
        field(objects.dtype(), objects.item(0), inside);
      } else if (shown instanceof PyDict dict && hasTextKeys(dict)) {
        json.writeStartObject();
        for (int i = 0; i < dict.size(); i++) {
          json.writeFieldName(((PyStr) dict.key(i)).value());
          write(dict.value(i), inside);
        }
        json.writeEndObject();
      } else {
        json.writeStartArray();
        items(shown, inside);
        json.writeEndArray();
      }
      path.remove(shown);
    }

    /** The Python value in a 0-d array; any other value unchanged. */
    private static PickleValue unwrapped(PickleValue value) {
      return value instanceof ArrayValue array
              && array.array() instanceof ObjectArray objects
              && objects.ndim() == 0
              && objects.dtype().kind() == DType.Kind.OBJECT
          ? objects.item(0)
          : value;
    }

    private static boolean hasTextKeys(PyDict dict) {
      for (int i = 0; i < dict.size(); i++) {
        if (!(dict.key(i) instanceof PyStr)) {
          return false;
        }
      }
      return true;
    }

    private void items(PickleValue value, boolean again) throws IOException {
      if (value instanceof PyDict dict) {
        for (int i = 0; i < dict.size(); i++) {
          json.writeStartArray();
          write(dict.key(i), again);
          write(dict.value(i), again);
          json.writeEndArray();
        }
      } else if (value instanceof PySequence items) {
        for (int i = 0; i < items.size(); i++) {
          write(items.get(i), again);
        }
      } else if (value instanceof ArrayValue array) {
        rows((ObjectArray) array.array(), array.subtype(), again);
      } else if (value instanceof MaskedValue masked) {
        masked(masked, again);
      } else {
        value.accept(
            held -> {
              write(held, again);
              return true;
            });
      }
    }

    /** Writes an object array row by row. */
    private void rows(ObjectArray array, String subtype, boolean again) throws IOException {
      for (int i = 0; i < array.shape().dim(0); i++) {
        if (array.ndim() == 1) {
          field(array.dtype(), array.get(i), again);
        } else {
          write(ArrayValue.of(array.row(i), subtype), again);
        }
      }
    }

    /** Writes an element of this dtype: an object with the names of the fields for a struct. */
    private void field(DType dtype, PickleValue value, boolean again) throws IOException {
      if (dtype instanceof StructType struct
          && value instanceof PyTuple items
          && items.size() == struct.fields().size()) {
        json.writeStartObject();
        for (int i = 0; i < items.size(); i++) {
          json.writeFieldName(struct.fields().get(i).name());
          field(struct.fields().get(i).dtype(), items.get(i), again);
        }
        json.writeEndObject();
      } else {
        write(value, again);
      }
    }

    /** Writes a masked array of objects along its first axis. */
    private void masked(MaskedValue value, boolean again) throws IOException {
      ObjectArray data = (ObjectArray) value.data();
      if (data.ndim() == 0) {
        maskedItem(data.item(0), value.mask(), again);
        return;
      }
      for (int i = 0; i < data.shape().dim(0); i++) {
        NdArray mask = value.mask().row(i);
        if (data.ndim() == 1) {
          maskedItem(data.get(i), mask, again);
        } else {
          write(MaskedValue.of(data.row(i), mask, value.fill()), again);
        }
      }
    }

    private void maskedItem(PickleValue item, NdArray mask, boolean again) throws IOException {
      if (mask.dtype().kind() == DType.Kind.BOOL && mask.getBoolean()) {
        json.writeNull();
      } else {
        write(item, again);
      }
    }
  }

  /** Writes values that contain no other values, or only numbers. */
  static final class ScalarJson {
    private ScalarJson() {}

    /**
     * Writes the value, or returns false if it contains other values that must be written one by
     * one.
     *
     * @param columns makes columns of arrays
     */
    static boolean write(PickleValue value, JsonGenerator json, Function<NdArray, Column> columns)
        throws IOException {
      switch (value.kind()) {
        case NONE -> json.writeNull();
        case BOOL -> json.writeBoolean(value == PyConstant.TRUE);
        case INT -> integer((PyInt) value, json);
        case FLOAT -> floating(((PyFloat) value).value(), json);
        case COMPLEX -> complex((PyNumber.Complex) value, json);
        case STR -> json.writeString(((PyStr) value).value());
        case BYTES, BYTEARRAY ->
            json.writeString(PythonRepr.escaped(((PyBytes) value).toByteArray()));
        case LIST, TUPLE -> {
          return numbers((PySequence) value, json);
        }
        case DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER, SET, FROZENSET, DEQUE, SLICE, CALL -> {
          return false;
        }
        case EXTENSION -> {
          return extension(value, json, columns);
        }
        default -> json.writeString(value.toString());
      }
      return true;
    }

    private static void integer(PyInt value, JsonGenerator json) throws IOException {
      if (value.isLong()) {
        json.writeNumber(value.longValue());
      } else {
        json.writeNumber(value.bigValue());
      }
    }

    /** JSON has no NaN and no infinity: they are strings. */
    private static void floating(double value, JsonGenerator json) throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(Scalars.text(value));
      } else {
        json.writeString(Double.toString(value));
      }
    }

    private static void complex(PyNumber.Complex value, JsonGenerator json) throws IOException {
      json.writeStartArray();
      floating(value.real(), json);
      floating(value.imaginary(), json);
      json.writeEndArray();
    }

    /** Writes a list of packed numbers without creating an object for each. */
    private static boolean numbers(PySequence items, JsonGenerator json) throws IOException {
      PySequence.Packing packing = items.packing();
      if (packing == PySequence.Packing.VALUES) {
        return false;
      }
      json.writeStartArray();
      for (int i = 0; i < items.size(); i++) {
        if (packing == PySequence.Packing.DOUBLES) {
          floating(items.doubleAt(i), json);
        } else {
          json.writeNumber(items.longAt(i));
        }
      }
      json.writeEndArray();
      return true;
    }

    /** Writes NumPy's arrays and scalars without objects. */
    private static boolean extension(
        PickleValue value, JsonGenerator json, Function<NdArray, Column> columns)
        throws IOException {
      if (value instanceof ArrayValue array) {
        if (array.array() instanceof ObjectArray) {
          return false;
        }
        write(array.array(), json, columns);
      } else if (value instanceof ScalarValue scalar) {
        if (scalar.array() instanceof ObjectArray) {
          return false;
        }
        write(scalar.array(), json, columns);
      } else if (isMasked(value)) {
        json.writeNull();
      } else if (value instanceof MaskedValue masked) {
        if (masked.data() instanceof ObjectArray) {
          return false;
        }
        Column elements = columns.apply(masked.data());
        Column column =
            masked.mask().dtype().kind() == DType.Kind.BOOL
                ? Rows.masked(elements, masked.mask())
                : elements;
        new ItemColumn(1, column, masked.data().shape().dims()).json(0, json);
      } else if (value instanceof DTypeValue held) {
        json.writeString(held.dtype().toString());
      } else {
        json.writeString(value.toString());
      }
      return true;
    }

    private static void write(NdArray array, JsonGenerator json, Function<NdArray, Column> columns)
        throws IOException {
      new ItemColumn(1, columns.apply(array), array.shape().dims()).json(0, json);
    }
  }

  /** Whether this is {@code numpy.ma.masked}. */
  private static boolean isMasked(PickleValue value) {
    return value instanceof MaskedValue masked
        && masked.data().ndim() == 0
        && masked.mask().dtype().kind() == DType.Kind.BOOL
        && masked.mask().getBoolean();
  }

  /** Formats Python values on one line. */
  static final class ValueText {
    private static final Pattern LINES = Pattern.compile("\n\\s*");

    private ValueText() {}

    /** The largest int whose digits are printed. */
    private static final int MOST_BITS = 14_285;

    /** What {@code str} gives for a value that holds no others; null for any other value. */
    static @Nullable String scalar(PickleValue value) {
      return switch (value.kind()) {
        case NONE,
            BOOL,
            FLOAT,
            COMPLEX,
            STR,
            RANGE,
            DATE,
            TIME,
            DATETIME,
            TIMEDELTA,
            TIMEZONE,
            NAMED_ZONE,
            DECIMAL,
            FRACTION,
            UUID,
            PATH,
            GLOBAL,
            ELLIPSIS,
            NOT_IMPLEMENTED ->
            value.toString();
        case INT -> {
          PyInt number = (PyInt) value;
          boolean shown = number.isLong() || number.bigValue().bitLength() <= MOST_BITS;
          yield shown ? value.toString() : null;
        }
        case BYTES, BYTEARRAY -> PythonRepr.escaped(((PyBytes) value).toByteArray());
        case EXTENSION -> {
          if (isMasked(value)) {
            yield "--";
          }
          NdArray array =
              value instanceof ScalarValue scalar
                  ? scalar.array()
                  : value instanceof ArrayValue held && held.array().ndim() == 0
                      ? held.array()
                      : null;
          yield array == null || array instanceof ObjectArray ? null : Columns.of(array).text(0);
        }
        default -> null;
      };
    }

    /**
     * The repr of a value, or its type if the text would exceed a limit.
     *
     * @param most the number of characters that are needed
     */
    static String of(PickleValue value, int most) {
      StringBuilder text = new StringBuilder();
      int shown = Math.max(1, most);
      try {
        PickleText.Options options = new PickleText.Options(Integer.MAX_VALUE, shown, shown);
        PickleText.writeRepr(value, text, Location.MEMORY, options, PickleLimits.DEFAULT);
        // only arrays have lines of their own
        return text.indexOf("\n") < 0 ? text.toString() : LINES.matcher(text).replaceAll(" ");
      } catch (LimitException e) {
        return value.described();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import dev.brine.cli.print.Columns.BytesColumn;
import dev.brine.cli.print.Numbers.Scalars;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.ScalarValue;
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
import dev.brine.pickle.value.PyTemporal;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

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

  /** A string as it is, and any other value as JSON. */
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

    /** A string as it is, and any other value as JSON. */
    static String plain(PickleValue value, Function<NdArray, Column> columns) throws IOException {
      if (value instanceof PyStr text) {
        return text.value();
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
      if (shown instanceof PyDict dict && hasTextKeys(dict)) {
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

    /** The Python value in a 0-d array or a scalar; any other value unchanged. */
    private static PickleValue unwrapped(PickleValue value) {
      if (value instanceof ArrayValue array
          && array.array() instanceof ObjectArray objects
          && objects.ndim() == 0) {
        return objects.item(0);
      }
      if (value instanceof ScalarValue scalar && scalar.array() instanceof ObjectArray record) {
        return record.item(0);
      }
      return value;
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
        write(array.ndim() == 1 ? array.get(i) : ArrayValue.of(array.row(i), subtype), again);
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
            json.writeString(BytesColumn.ascii(((PyBytes) value).toByteArray()));
        case DATE -> json.writeString(((PyTemporal.Date) value).value().toString());
        case TIME -> json.writeString(((PyTemporal.Time) value).value().toString());
        case DATETIME -> json.writeString(((PyTemporal.DateTime) value).value().toString());
        case TIMEDELTA -> json.writeString(((PyTemporal.Delta) value).toDuration().toString());
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
        write(scalar.array(), json, columns);
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

  /** Formats Python values on one line, as Python does. */
  static final class ValueText {
    private static final Pattern LINES = Pattern.compile("\n\\s*");

    private ValueText() {}

    /**
     * The text of a value, or its type if the text would exceed a limit.
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

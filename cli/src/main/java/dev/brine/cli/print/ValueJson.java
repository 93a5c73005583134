package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes Python values as the JSON that one would write for them: lists, tuples, sets and arrays
 * are arrays, dicts whose keys are strings are objects and others lists of pairs, and values for
 * which JSON has nothing are strings. A value inside itself is {@code "..."}.
 */
final class ValueJson {
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

  /** A 0-d array or a scalar that is one Python value, as that value. */
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

  /** An array of objects, row by row. */
  private void rows(ObjectArray array, String subtype, boolean again) throws IOException {
    for (int i = 0; i < array.shape().dim(0); i++) {
      write(array.ndim() == 1 ? array.get(i) : ArrayValue.of(array.row(i), subtype), again);
    }
  }
}

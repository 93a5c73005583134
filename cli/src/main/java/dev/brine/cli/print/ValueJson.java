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
import dev.brine.pickle.value.Children;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Function;

/**
 * Python values as the JSON that one would write for them: lists, tuples, sets and arrays are
 * arrays, dicts whose keys are strings are objects and others lists of pairs, and what JSON has no
 * word for is a string. Where a value contains itself stands {@code "..."}. Never recurses: values
 * may be nested deep.
 */
final class ValueJson {
  private static final String CYCLE = "...";

  private final JsonGenerator json;
  private final Function<NdArray, Column> columns;
  private final Deque<Holder> open = new ArrayDeque<>();
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
   * @throws LimitException if shared values would be written over and over, more than 10 million
   */
  static void write(PickleValue value, JsonGenerator json, Function<NdArray, Column> columns)
      throws IOException {
    new ValueJson(json, columns).write(value);
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

  /** Python's values may be nested deeper than Jackson likes. */
  private static JsonFactory factory() {
    StreamWriteConstraints depth =
        StreamWriteConstraints.builder().maxNestingDepth(JsonLines.DEEPEST).build();
    return new JsonFactoryBuilder().streamWriteConstraints(depth).build();
  }

  private void write(PickleValue root) throws IOException {
    begin(root);
    while (!open.isEmpty()) {
      Holder holder = open.peek();
      if (holder.hasNext()) {
        begin(holder.next(json));
      } else {
        holder.end(json);
        open.pop();
        path.remove(holder.value());
      }
    }
  }

  private void begin(PickleValue value) throws IOException {
    boolean again = !open.isEmpty() && open.peek().again();
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
    again |= !seen.add(shown);
    open.push(holder(shown, again));
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

  private Holder holder(PickleValue value, boolean again) throws IOException {
    if (value instanceof ArrayValue array) {
      json.writeStartArray();
      return new ArrayHolder(array, (ObjectArray) array.array(), again);
    }
    boolean object = value instanceof PyDict dict && hasTextKeys(dict);
    if (object) {
      json.writeStartObject();
    } else {
      json.writeStartArray();
    }
    return value instanceof PyDict dict
        ? new DictHolder(dict, object, again)
        : new ItemHolder(value, again);
  }

  private static boolean hasTextKeys(PyDict dict) {
    for (int i = 0; i < dict.size(); i++) {
      if (!(dict.key(i) instanceof PyStr)) {
        return false;
      }
    }
    return true;
  }

  /** A value that is being written, and how far that has come. */
  private abstract static class Holder {
    private final PickleValue value;
    private final boolean again;
    int at;

    Holder(PickleValue value, boolean again) {
      this.value = value;
      this.again = again;
    }

    PickleValue value() {
      return value;
    }

    /** Whether the value, or one around it, was written before. */
    boolean again() {
      return again;
    }

    abstract boolean hasNext();

    /** The next value, after what goes before it. */
    abstract PickleValue next(JsonGenerator json) throws IOException;

    void end(JsonGenerator json) throws IOException {
      json.writeEndArray();
    }
  }

  /** Whatever holds values in an order. */
  private static final class ItemHolder extends Holder {
    ItemHolder(PickleValue value, boolean again) {
      super(value, again);
    }

    @Override
    boolean hasNext() {
      return at < Children.count(value());
    }

    @Override
    PickleValue next(JsonGenerator json) {
      return Children.get(value(), at++);
    }
  }

  /** An array of objects, row by row. */
  private static final class ArrayHolder extends Holder {
    private final ObjectArray array;

    ArrayHolder(ArrayValue value, ObjectArray array, boolean again) {
      super(value, again);
      this.array = array;
    }

    @Override
    boolean hasNext() {
      return at < array.shape().dim(0);
    }

    @Override
    PickleValue next(JsonGenerator json) {
      int row = at++;
      return array.ndim() == 1
          ? array.get(row)
          : ArrayValue.of(array.row(row), ((ArrayValue) value()).subtype());
    }
  }

  private static final class DictHolder extends Holder {
    private final PyDict dict;
    private final boolean object;

    DictHolder(PyDict dict, boolean object, boolean again) {
      super(dict, again);
      this.dict = dict;
      this.object = object;
    }

    @Override
    boolean hasNext() {
      return at < (object ? dict.size() : 2 * dict.size());
    }

    @Override
    PickleValue next(JsonGenerator json) throws IOException {
      if (object) {
        json.writeFieldName(((PyStr) dict.key(at)).value());
        return dict.value(at++);
      }
      if (at % 2 == 0) {
        if (at > 0) {
          json.writeEndArray();
        }
        json.writeStartArray();
      }
      return Children.get(dict, at++);
    }

    @Override
    void end(JsonGenerator json) throws IOException {
      if (object) {
        json.writeEndObject();
      } else {
        if (at > 0) {
          json.writeEndArray();
        }
        json.writeEndArray();
      }
    }
  }
}

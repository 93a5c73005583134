package dev.brine.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as Java has it: maps, lists, strings, booleans, null, and numbers as their text.
 *
 * @param value the value
 */
record JsonTree(@Nullable Object value) {

  static JsonTree parse(String text) {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      parser.nextToken();
      Object value = read(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("more than one value: " + text);
      }
      return new JsonTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  private static @Nullable Object read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.put(name, read(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(read(parser));
        }
        yield array;
      }
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  /** A field of this object; a value of null where there is no such field. */
  JsonTree get(String name) {
    return new JsonTree(((Map<?, ?>) Objects.requireNonNull(value, name)).get(name));
  }

  boolean has(String name) {
    return ((Map<?, ?>) Objects.requireNonNull(value)).containsKey(name);
  }

  /** This string, or this number's text. */
  String text() {
    return (String) Objects.requireNonNull(value);
  }

  double number() {
    return Double.parseDouble(text().replace("inf", "Infinity").replace("nan", "NaN"));
  }

  /** The elements of this array. */
  List<JsonTree> items() {
    List<JsonTree> items = new ArrayList<>();
    for (Object item : (List<?>) Objects.requireNonNull(value)) {
      items.add(new JsonTree(item));
    }
    return items;
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Object name : ((Map<?, ?>) Objects.requireNonNull(value)).keySet()) {
      names.add((String) name);
    }
    return names;
  }
}

package dev.brine.convert.internal.canonical;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.brine.error.BrineException;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.pickle.PickleLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON as lists, maps, strings, longs, booleans and nulls. */
public final class JsonTree {
  /** The deepest container may hold a datetime: an object with a time zone and its offset. */
  private static final int MAX_OBJECTS = PickleLimits.DEFAULT_DEPTH + 3;

  /** The values with the most levels are defaultdicts: each is an object of three nested lists. */
  private static final int MAX_LEVELS = 4 * MAX_OBJECTS;

  /** The approximate size on the heap of a value, its entry in a list or map, and a name. */
  private static final int VALUE_BYTES = 80;

  /** Receives each complete object, and may replace it. */
  @FunctionalInterface
  public interface Completion {
    /** Returns the replacement, or the object itself. */
    Object complete(Map<String, @Nullable Object> object) throws IOException;
  }

  private final Completion completion;
  private final Location location;
  private int levels;
  private int objects;
  private long budget = Runtime.getRuntime().maxMemory() / 2;

  private JsonTree(Completion completion, Location location) {
    this.completion = completion;
    this.location = location;
  }

  /**
   * Reads a JSON text.
   *
   * @throws BrineException if it is malformed, nested too deep, or too large for half of the heap
   */
  public static @Nullable Object read(byte[] utf8, Completion completion, Location location)
      throws IOException {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_LEVELS + 1)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    JsonTree tree = new JsonTree(completion, location);
    // given bytes, the parser would accept other encodings too
    Reader text = new InputStreamReader(new ByteArrayInputStream(utf8), strictly());
    try (JsonParser parser = factory.createParser(text)) {
      @Nullable Object root = null;
      for (JsonToken token = tree.next(parser); token != null; token = tree.next(parser)) {
        root = tree.value(token, parser);
      }
      return root;
    } catch (CharacterCodingException e) {
      throw tree.malformed("the JSON is not UTF-8");
    } catch (BrineException e) {
      throw e;
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw tree.malformed("malformed JSON: " + e.getOriginalMessage());
    }
  }

  private MalformedException malformed(String reason) {
    return new MalformedException(BrineException.Kind.MALFORMED, location, reason);
  }

  private static CharsetDecoder strictly() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Returns the next token, after charging it to the budget; null at the end. */
  private @Nullable JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token != null) {
      charge(token, parser);
    }
    return token;
  }

  /** Returns the value that begins with {@code token}. Recursion takes one frame per level. */
  private @Nullable Object value(@Nullable JsonToken token, JsonParser parser) throws IOException {
    if (token == JsonToken.START_ARRAY) {
      enter(0);
      List<@Nullable Object> list = new ArrayList<>();
      for (JsonToken item = next(parser); item != JsonToken.END_ARRAY; item = next(parser)) {
        list.add(value(item, parser));
      }
      levels--;
      return list;
    }
    if (token == JsonToken.START_OBJECT) {
      enter(1);
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      while (next(parser) != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        map.put(name, value(next(parser), parser));
      }
      levels--;
      objects--;
      return completion.complete(map);
    }
    return scalar(token, parser);
  }

  private void enter(int object) throws LimitException {
    levels++;
    objects += object;
    if (levels > MAX_LEVELS || objects > MAX_OBJECTS) {
      throw new LimitException(
          location, "the JSON is nested deeper than " + PickleLimits.DEFAULT_DEPTH + " values");
    }
  }

  private @Nullable Object scalar(@Nullable JsonToken token, JsonParser parser) throws IOException {
    if (token == null) {
      throw malformed("malformed JSON: it ends early");
    }
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> parser.getLongValue();
      default ->
          throw malformed(
              "the JSON has " + parser.getText() + ", but all its numbers must be integers");
    };
  }

  private void charge(JsonToken token, JsonParser parser) throws IOException {
    budget -= VALUE_BYTES;
    if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
      budget -= 2L * parser.getTextLength();
    }
    if (budget < 0) {
      throw new LimitException(
          location,
          "the JSON would take more than half of Java's heap; start Java with a larger -Xmx");
    }
  }
}

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

/**
 * JSON as lists, maps, strings, longs, booleans and nulls, with a stack of its own: a canonical
 * text may be nested twenty thousand deep.
 */
public final class JsonTree {
  private static final int DEEPEST = 40_000;

  /** About what a value, its place in a list or map, and a name take on the heap, in bytes. */
  private static final int VALUE_BYTES = 80;

  /** Sees each object when it is complete, and may put something else in its place. */
  @FunctionalInterface
  public interface Completion {
    /** What stands for the object from now on. */
    Object complete(Map<String, @Nullable Object> object) throws IOException;
  }

  private final Completion completion;
  private final Location location;
  private final List<Object> open = new ArrayList<>();
  private final List<@Nullable String> names = new ArrayList<>();
  private @Nullable Object root;
  private long budget = Runtime.getRuntime().maxMemory() / 2;

  private JsonTree(Completion completion, Location location) {
    this.completion = completion;
    this.location = location;
  }

  /**
   * Reads one text.
   *
   * @throws BrineException if it is no JSON, or would take more than half of the heap
   */
  public static @Nullable Object read(byte[] utf8, Completion completion, Location location)
      throws IOException {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    JsonTree tree = new JsonTree(completion, location);
    // a reader: from bytes the parser would guess other encodings too
    Reader text = new InputStreamReader(new ByteArrayInputStream(utf8), strictly());
    try (JsonParser parser = factory.createParser(text)) {
      tree.read(parser);
    } catch (CharacterCodingException e) {
      throw new MalformedException(BrineException.Kind.MALFORMED, location, "JSON is no UTF-8");
    } catch (BrineException e) {
      throw e;
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new MalformedException(
          BrineException.Kind.MALFORMED, location, "no JSON: " + e.getOriginalMessage());
    }
    return tree.root;
  }

  private static CharsetDecoder strictly() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private void read(JsonParser parser) throws IOException {
    String name = null;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      charge(token, parser);
      switch (token) {
        case FIELD_NAME -> name = parser.currentName();
        case START_OBJECT, START_ARRAY -> {
          open.add(token == JsonToken.START_ARRAY ? new ArrayList<>() : new LinkedHashMap<>());
          names.add(name);
        }
        case END_OBJECT, END_ARRAY -> {
          Object value = open.remove(open.size() - 1);
          name = names.remove(names.size() - 1);
          add(name, token == JsonToken.END_OBJECT ? completion.complete(map(value)) : value);
        }
        case VALUE_STRING -> add(name, parser.getText());
        case VALUE_TRUE -> add(name, true);
        case VALUE_FALSE -> add(name, false);
        case VALUE_NULL -> add(name, null);
        case VALUE_NUMBER_INT -> add(name, parser.getLongValue());
        default ->
            throw new MalformedException(
                BrineException.Kind.MALFORMED, location, "JSON with " + parser.getText());
      }
    }
  }

  private void charge(JsonToken token, JsonParser parser) throws IOException {
    budget -= VALUE_BYTES;
    if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
      budget -= 2L * parser.getTextLength();
    }
    if (budget < 0) {
      throw new LimitException(
          location, "JSON that would take more than half of Java's heap; start it with more -Xmx");
    }
  }

  @SuppressWarnings("unchecked") // the maps on the stack are made here
  private static Map<String, @Nullable Object> map(Object value) {
    return (Map<String, @Nullable Object>) value;
  }

  @SuppressWarnings("unchecked") // as are the lists
  private void add(@Nullable String name, @Nullable Object value) {
    if (open.isEmpty()) {
      root = value;
      return;
    }
    Object holder = open.get(open.size() - 1);
    if (holder instanceof List<?>) {
      ((List<@Nullable Object>) holder).add(value);
    } else if (name != null) {
      map(holder).put(name, value);
    }
  }
}

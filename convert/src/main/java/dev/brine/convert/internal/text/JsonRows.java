package dev.brine.convert.internal.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.brine.convert.internal.text.CellTypes.CellKind;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the rows of JSON lines. A line has a value, nested lists of values, or an object of values.
 * Blank lines are skipped; NaN and Infinity are numbers, as Python writes them.
 */
final class JsonRows implements RowSource {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /** The maximum number of axes of a row: an array has one more. */
  private static final int MAX_NESTING = Shape.MAX_NDIM - 1;

  private final Location location;
  private final TextInput input;
  private final RowCells cells = new RowCells();
  private final List<String> names = new ArrayList<>();
  private char[] text = new char[256];
  private Shape shape = Shape.SCALAR;
  private long line;

  private JsonRows(Location location, TextInput input) {
    this.location = location;
    this.input = input;
  }

  static JsonRows open(Path path) throws IOException {
    Location location = Location.of(path.toString());
    return new JsonRows(location, TextInput.open(path, location));
  }

  @Override
  public boolean next() throws IOException {
    int length = 0;
    while (length == 0) {
      if (input.peek() < 0) {
        return false;
      }
      line = input.line();
      length = readLine();
    }
    cells.clear();
    names.clear();
    try (JsonParser parser = FACTORY.createParser(text, 0, length)) {
      parser.nextToken();
      row(parser);
      if (parser.nextToken() != null) {
        throw unsupported("has more than one JSON value; each line has one");
      }
    } catch (JsonProcessingException e) {
      throw new MalformedException(
          Kind.MALFORMED,
          location,
          "line " + line + " is not a JSON value: " + e.getOriginalMessage(),
          e);
    }
    return true;
  }

  /** Reads a line and returns its length; 0 if it is blank. */
  private int readLine() throws IOException {
    int length = 0;
    boolean blank = true;
    int c = input.read();
    for (; c >= 0 && c != '\n' && c != '\r'; c = input.read()) {
      if (length == MAX_CHARS) {
        throw new LimitException(
            location, "line " + line + " is longer than " + MAX_CHARS + " characters");
      }
      if (length == text.length) {
        text = Arrays.copyOf(text, 2 * length);
      }
      text[length++] = (char) c;
      blank &= c == ' ' || c == '\t';
    }
    return blank ? 0 : length;
  }

  private void row(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      long[] dims = new long[MAX_NESTING];
      int ndim = values(parser, 0, dims);
      shape = ndim == 0 ? Shape.SCALAR : Shape.of(Arrays.copyOf(dims, ndim));
      return;
    }
    shape = Shape.SCALAR;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      names.add(checked(parser.currentName()));
      parser.nextToken();
      cell(parser);
    }
    if (names.isEmpty()) {
      throw unsupported("is a JSON object without keys");
    }
  }

  /** Adds the values of nested lists and returns the number of axes that these make. */
  private int values(JsonParser parser, int axis, long[] dims) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      cell(parser);
      return 0;
    }
    if (axis == MAX_NESTING) {
      throw unsupported("has more than " + MAX_NESTING + " nested lists");
    }
    int inner = -1;
    long count = 0;
    long[] first = new long[0];
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int axes = values(parser, axis + 1, dims);
      if (count++ == 0) {
        inner = axes;
        first = Arrays.copyOfRange(dims, axis + 1, axis + 1 + axes);
      } else if (axes != inner || !Arrays.equals(first, 0, axes, dims, axis + 1, axis + 1 + axes)) {
        throw unsupported("has nested lists of different lengths, which do not make an array");
      }
    }
    dims[axis] = count;
    return 1 + Math.max(inner, 0);
  }

  private void cell(JsonParser parser) throws IOException {
    if (cells.count() == MAX_CELLS) {
      throw new LimitException(
          location, "line " + line + " has more than " + MAX_CELLS + " values");
    }
    switch (parser.currentToken()) {
      case VALUE_NUMBER_INT -> add(parser, CellTypes.ofInteger(parser.getText()));
      case VALUE_NUMBER_FLOAT -> add(parser, CellKind.FLOAT);
      case VALUE_TRUE, VALUE_FALSE -> add(parser, CellKind.BOOL);
      case VALUE_NULL -> cells.end(CellKind.EMPTY);
      case VALUE_STRING -> text(parser);
      default -> throw unsupported("has a list or an object in place of a number or a string");
    }
  }

  private void text(JsonParser parser) throws IOException {
    switch (checked(parser.getText())) {
      case "NaN", "Infinity", "-Infinity" -> add(parser, CellKind.SPECIAL);
      default -> add(parser, CellKind.TEXT);
    }
  }

  /** Returns a string after checking that NumPy stores it without loss. */
  private String checked(String text) throws UnsupportedException {
    if (text.endsWith("\0")) {
      throw unsupported("has a string that ends in a NUL character, which NumPy would drop");
    }
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
        throw unsupported("has half of a surrogate pair, which is not a character");
      }
    }
    return text;
  }

  private void add(JsonParser parser, CellKind kind) throws IOException {
    cells.append(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    cells.end(kind);
  }

  private UnsupportedException unsupported(String what) {
    return new UnsupportedException(location, "line " + line + " " + what);
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public RowCells cells() {
    return cells;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}

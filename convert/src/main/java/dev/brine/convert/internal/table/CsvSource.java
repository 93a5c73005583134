package dev.brine.convert.internal.table;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Rows of comma-separated values: RFC 4180, with any line ends. Empty lines are no rows; quotes
 * inside a cell that does not begin with one are characters as others.
 */
final class CsvSource implements RowSource {
  private final Location location;
  private final TextInput input;
  private final Cells cells = new Cells();
  private long line;

  private CsvSource(Location location, TextInput input) {
    this.location = location;
    this.input = input;
  }

  static CsvSource open(Path path) throws IOException {
    Location location = Location.of(path.toString());
    return new CsvSource(location, TextInput.open(path, location));
  }

  @Override
  public boolean next() throws IOException {
    while (isLineEnd(input.peek())) {
      input.read();
    }
    if (input.peek() < 0) {
      return false;
    }
    line = input.line();
    cells.clear();
    cell();
    while (input.peek() == ',') {
      input.read();
      cell();
    }
    return true;
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isEnd(int c) {
    return c < 0 || c == ',' || isLineEnd(c);
  }

  /** Reads a cell, but not what ends it. */
  private void cell() throws IOException {
    boolean quoted = input.peek() == '"';
    if (quoted) {
      quoted();
    } else {
      while (!isEnd(input.peek())) {
        cells.append((char) input.read());
        input.readTo(',', cells);
        check();
      }
    }
    cells.end(Spelling.kind(cells.open(), quoted));
    check();
  }

  private void quoted() throws IOException {
    long opened = input.line();
    input.read();
    while (true) {
      int c = input.read();
      if (c < 0) {
        throw malformed(opened, "has a quote that is never closed");
      }
      if (c == '"') {
        if (input.peek() != '"') {
          break;
        }
        input.read();
      }
      cells.append((char) c);
      input.readTo('"', cells);
      check();
    }
    if (!isEnd(input.peek())) {
      throw malformed(input.line(), "goes on behind the quote that closes a cell");
    }
  }

  private MalformedException malformed(long at, String what) {
    return new MalformedException(Kind.MALFORMED, location, "line " + at + " " + what);
  }

  private void check() throws LimitException {
    if (cells.length() > LONGEST) {
      throw limit(" is longer than " + LONGEST + " characters; is a quote not closed?");
    }
    if (cells.count() > WIDEST) {
      throw limit(" has more than " + WIDEST + " cells");
    }
  }

  private LimitException limit(String what) {
    return new LimitException(location, "the row that begins on line " + line + what);
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public Cells cells() {
    return cells;
  }

  @Override
  public List<String> names() {
    return List.of();
  }

  @Override
  public Shape shape() {
    return cells.count() == 1 ? Shape.SCALAR : Shape.of(cells.count());
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}

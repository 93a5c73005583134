package dev.brine.convert.internal.text;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads rows of comma-separated values with FastCSV: RFC 4180, with any line ends and delimiter.
 * Empty lines are skipped; a quote inside a cell that does not begin with one is an ordinary
 * character.
 *
 * <p>FastCSV 4.1.0 reads a text that differs from the file in two ways, so that no data is lost:
 *
 * <ul>
 *   <li>A {@link #MARK} follows each delimiter, and the separator has two characters. FastCSV then
 *       uses its second parser. Its first one drops a row that ends with LF if the last cell is
 *       quoted and contains a CR without LF.
 *   <li>A line with an {@link #END} follows the last line. If that is part of a quoted cell, a
 *       quote is never closed, which FastCSV does not report.
 * </ul>
 */
final class CsvRows extends CsvCallbackHandler<Boolean> implements RowSource {
  /** Half of a surrogate pair, which never follows a character in decoded text. */
  private static final char MARK = '\udfff';

  /** A character that {@link TextInput} refuses. */
  private static final char END = '\0';

  private final Location location;
  private final char delimiter;
  private final CsvText text;
  private final CloseableIterator<Boolean> rows;
  private final RowCells cells = new RowCells();

  /** The line on which the row begins. */
  private long line;

  /** The line on which the next cell begins. */
  private long cellLine;

  private RecordType type = RecordType.DATA;
  private boolean ended;

  private CsvRows(Location location, TextInput input, char delimiter) {
    this.location = location;
    this.delimiter = delimiter;
    this.text = new CsvText(input);
    this.rows =
        CsvReader.builder()
            .fieldSeparator(delimiter + String.valueOf(MARK))
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(4 * MAX_CHARS)
            .build(this, text)
            .iterator();
  }

  static CsvRows open(Path path, char delimiter) throws IOException {
    Location location = Location.of(path.toString());
    return new CsvRows(location, TextInput.open(path, location), delimiter);
  }

  @Override
  public boolean next() throws IOException {
    try {
      boolean more = !ended && rows.hasNext() && rows.next();
      ended |= !more;
      return more;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      if (e.getCause() instanceof UncheckedIOException cause) {
        throw cause.getCause();
      }
      throw new MalformedException(
          Kind.MALFORMED,
          location,
          "line "
              + cellLine
              + " has characters after a closing quote; inside quotes, write a quote twice",
          e);
    }
  }

  @Override
  protected void beginRecord(long startingLineNumber) {
    line = startingLineNumber;
    cellLine = startingLineNumber;
    type = RecordType.DATA;
    cells.clear();
    text.rowStart = text.delivered;
  }

  @Override
  protected void addField(char[] buffer, int offset, int length, boolean quoted) {
    int end = offset + length;
    if (length > 0 && buffer[end - 1] == END) {
      if (quoted) {
        throw failure(
            length > MAX_CHARS
                ? tooLong()
                : new MalformedException(
                    Kind.MALFORMED,
                    location,
                    "line " + cellLine + " has a quote that is never closed"));
      }
      ended = true;
      return;
    }
    int start = offset;
    for (int i = offset; quoted && i < end; i++) {
      char c = buffer[i];
      if (c == MARK && i > offset && buffer[i - 1] == delimiter) {
        cells.append(buffer, start, i - start);
        start = i + 1;
      } else if (c == '\n' || (c == '\r' && (i + 1 == end || buffer[i + 1] != '\n'))) {
        cellLine++;
      }
    }
    cells.append(buffer, start, end - start);
    cells.end(CellTypes.kind(cells.open(), quoted));
    if (cells.length() > MAX_CHARS) {
      throw failure(tooLong());
    }
    if (cells.count() > MAX_CELLS) {
      throw failure(limit("has more than " + MAX_CELLS + " cells"));
    }
  }

  /** Wraps an exception, because handlers of FastCSV cannot throw checked ones. */
  private static UncheckedIOException failure(IOException cause) {
    return new UncheckedIOException(cause);
  }

  private LimitException tooLong() {
    return limit("is longer than " + MAX_CHARS + " characters; is a quote not closed?");
  }

  private LimitException limit(String what) {
    return new LimitException(location, "the row that begins on line " + line + " " + what);
  }

  @Override
  protected void setComment(char[] buffer, int offset, int length) {
    throw new IllegalStateException("FastCSV was not asked for comments");
  }

  @Override
  protected void setEmpty() {
    type = RecordType.EMPTY;
  }

  @Override
  protected RecordType getRecordType() {
    return type;
  }

  @Override
  protected int getFieldCount() {
    return cells.count();
  }

  @Override
  protected Boolean buildRecord() {
    return !ended;
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
    return List.of();
  }

  @Override
  public Shape shape() {
    return cells.count() == 1 ? Shape.SCALAR : Shape.of(cells.count());
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  /** The characters of the file with a {@link #MARK} after each delimiter, and an {@link #END}. */
  private final class CsvText extends Reader {
    private final TextInput input;
    private final char[] block = new char[1 << 12];
    private int at;
    private int size;
    private boolean atEnd;

    /** Whether a {@link #MARK} is next, because the last character was a delimiter. */
    private boolean marked;

    /** The number of characters that FastCSV has read. */
    private long delivered;

    /** The value of {@link #delivered} when the current row began. */
    private long rowStart;

    CsvText(TextInput input) {
      this.input = input;
    }

    @Override
    public int read(char[] to, int offset, int length) throws IOException {
      if (!marked && at == size && !fill()) {
        return -1;
      }
      int count = 0;
      while (count < length && (marked || at < size)) {
        char c = marked ? MARK : block[at++];
        to[offset + count++] = c;
        marked = c == delimiter;
      }
      delivered += count;
      // complete cells are counted exactly; this stops a cell that does not end
      if (delivered - rowStart > 2L * MAX_CHARS) {
        throw tooLong();
      }
      return count;
    }

    private boolean fill() throws IOException {
      at = 0;
      size = Math.max(input.read(block, 0, block.length), 0);
      if (size == 0 && !atEnd) {
        atEnd = true;
        block[0] = '\n';
        block[1] = END;
        size = 2;
      }
      return size > 0;
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }
}

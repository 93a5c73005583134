package dev.brine.convert.internal.text;

import dev.brine.convert.internal.text.CellTypes.CellKind;
import dev.brine.convert.internal.text.TextTable.HeaderRow;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads all rows of CSV once, to find their schema. First rows that begin with # and have a
 * different number of cells are comments, as {@code np.savetxt} writes them.
 */
final class CsvSchemaReader {
  private final RowSource source;
  private final HeaderRow header;
  private final Location location;

  /** The columns of the first row that is not a comment. */
  private List<Column> top = List.of();

  /** The cells of that row if they may be names. */
  private @Nullable List<String> names;

  private boolean mayBeComment;
  private int width;
  private long line;

  /** The columns of the rows below it. */
  private List<Column> body = List.of();

  private long rows;
  private int skipped;

  /**
   * Creates a reader of all rows of {@code source}.
   *
   * @param header whether the first row has names
   */
  CsvSchemaReader(RowSource source, HeaderRow header, Location location) {
    this.source = source;
    this.header = header;
    this.location = location;
  }

  TableSchema read() throws IOException {
    boolean more = source.next();
    if (!more) {
      throw new UnsupportedException(location, "the file has no rows, so its dtype is unknown");
    }
    takeFirst();
    more = source.next();
    while (more && mayBeComment && source.cells().count() != width) {
      skipped++;
      takeFirst();
      more = source.next();
    }
    for (; more; more = source.next()) {
      if (source.cells().count() != width) {
        throw new MalformedException(
            Kind.MISMATCH, location, otherWidth(source.line(), source.cells().count()));
      }
      rows++;
      add(body);
    }
    return decide();
  }

  private String otherWidth(long at, int count) {
    return "line " + at + " has " + cells(count) + ", line " + line + " has " + cells(width);
  }

  private static String cells(int count) {
    return count == 1 ? "1 cell" : count + " cells";
  }

  /** Takes the current row as the first one. */
  private void takeFirst() throws IOException {
    RowCells cells = source.cells();
    width = cells.count();
    line = source.line();
    top = columns();
    body = columns();
    add(top);
    mayBeComment = cells.chars(0).length() > 0 && cells.chars(0).charAt(0) == '#';
    names = header == HeaderRow.PRESENT || mayBeNames(cells) ? names(cells) : null;
  }

  /**
   * Returns one column per cell of a row, or one for all if a struct cannot have as many fields.
   */
  private List<Column> columns() {
    int count = width <= DType.MAX_FIELDS ? width : 1;
    List<Column> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      columns.add(new Column());
    }
    return columns;
  }

  private void add(List<Column> columns) {
    for (int i = 0; i < width; i++) {
      columns.get(i % columns.size()).add(source.cells(), i, source.line());
    }
  }

  /** Returns whether all cells are strings; the rows below decide whether these are names. */
  private boolean mayBeNames(RowCells cells) {
    boolean text = false;
    for (int i = 0; i < width; i++) {
      CellKind kind = cells.kind(i);
      text |= kind == CellKind.TEXT;
      if (kind != CellKind.TEXT && kind != CellKind.EMPTY && kind != CellKind.QUOTED_EMPTY) {
        return false;
      }
    }
    return text && width <= DType.MAX_FIELDS;
  }

  private List<String> names(RowCells cells) throws LimitException {
    if (width > DType.MAX_FIELDS) {
      throw new LimitException(
          location,
          "there are " + width + " fields; at most " + DType.MAX_FIELDS + " are possible");
    }
    List<String> texts = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      texts.add(cells.text(i));
    }
    if (mayBeComment) {
      texts.set(0, texts.get(0).substring(1).strip());
    }
    return texts;
  }

  private TableSchema decide() throws IOException {
    boolean named = header == HeaderRow.DETECT ? isBelowNames() : header == HeaderRow.PRESENT;
    if (named && names != null) {
      if (rows == 0) {
        throw new UnsupportedException(
            location, "the file has names but no rows, so its dtype is unknown");
      }
      skipped++;
      return struct(names);
    }
    if (mayBeComment && rows > 0 && body.stream().noneMatch(Column::hasText)) {
      skipped++;
    } else {
      rows++;
      for (int i = 0; i < body.size(); i++) {
        body.get(i).add(top.get(i));
      }
    }
    Column all = new Column();
    body.forEach(all::add);
    return isUniform(all)
        ? TableSchema.ofArray(all, width == 1 ? Shape.SCALAR : Shape.of(width), skipped, rows)
        : struct(Collections.nCopies(width, ""));
  }

  private TableSchema struct(List<String> titles) throws IOException {
    List<String> fields = TableSchema.fieldNames(titles, line, location);
    return TableSchema.ofStruct(fields, List.of(), body, skipped, rows, location);
  }

  /** Returns whether some column is not text, so that strings above the columns are names. */
  private boolean isBelowNames() {
    return body.stream().anyMatch(column -> !column.isEmpty() && !column.hasText());
  }

  /** Returns whether one dtype holds the cells of all columns without loss. */
  private boolean isUniform(Column all) {
    DType dtype = all.dtype();
    for (Column column : body) {
      boolean text = column.isEmpty() || column.dtype().kind() == DType.Kind.STR;
      boolean lost = column.hasInexactInts() && dtype.kind() != column.dtype().kind();
      boolean fits = dtype.kind() == DType.Kind.STR ? text : !lost;
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}

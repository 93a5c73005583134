package dev.brine.convert.internal.text;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads all rows of JSON lines once, to find their schema. */
final class JsonSchemaReader {
  private final RowSource source;
  private final Location location;
  private final List<Column> columns = new ArrayList<>();
  private List<String> keys = List.of();
  private Shape shape = Shape.SCALAR;
  private long rows;
  private long items;
  private boolean ragged;

  JsonSchemaReader(RowSource source, Location location) {
    this.source = source;
    this.location = location;
  }

  TableSchema read() throws IOException {
    if (!source.next()) {
      throw new UnsupportedException(location, "the file has no rows, so its dtype is unknown");
    }
    keys = List.copyOf(source.names());
    List<String> names = TableSchema.fieldNames(keys, source.line(), location);
    shape = source.shape();
    for (int i = 0; i < Math.max(1, keys.size()); i++) {
      columns.add(new Column());
    }
    do {
      fit();
      add();
    } while (source.next());
    for (int i = 0; i < columns.size(); i++) {
      checkInts(columns.get(i), keys.isEmpty() ? "" : " of the key " + names.get(i));
    }
    if (!keys.isEmpty()) {
      return TableSchema.ofStruct(names, keys, columns, 0, rows, location);
    }
    return ragged ? ragged() : TableSchema.ofArray(columns.get(0), shape, 0, rows);
  }

  private void fit() throws UnsupportedException {
    boolean lists = source.shape().ndim() == 1 && shape.ndim() == 1;
    if (!lists && !source.shape().equals(shape)) {
      throw unsupported(
          "has a different shape from the first line: " + source.shape() + " after " + shape);
    }
    ragged |= !source.shape().equals(shape);
  }

  private void add() throws UnsupportedException {
    RowCells cells = source.cells();
    int[] order = TableSchema.order(keys, source.names());
    if (order == null) {
      throw unsupported("has different keys from the first line");
    }
    for (int i = 0; i < cells.count(); i++) {
      Column column = columns.get(i % columns.size());
      column.add(cells, order.length == 0 ? i : order[i], source.line());
      if (!column.isOneType()) {
        throw unsupported(
            "has a different type from the lines before it: an array is made of numbers (and nulls),"
                + " of bools, or of strings");
      }
    }
    rows++;
    items += cells.count();
  }

  /** Refuses ints that no dtype holds: unlike a CSV cell, a number in JSON is not also a string. */
  private void checkInts(Column column, String where) throws UnsupportedException {
    if (column.dtype().kind() == DType.Kind.STR && !column.hasText()) {
      throw new UnsupportedException(
          location,
          "no integer dtype holds all ints"
              + where
              + (column.hasEmpty() ? ", and neither does float64, which has NaN for null" : ""));
    }
  }

  private TableSchema ragged() throws UnsupportedException {
    TableSchema schema = TableSchema.ofRagged(columns.get(0), rows, items);
    if (schema.dtype().equals(DTypes.UINT64)) {
      throw new UnsupportedException(
          location, "an int in lists of different lengths does not fit int64");
    }
    return schema;
  }

  private UnsupportedException unsupported(String what) {
    return new UnsupportedException(location, "line " + source.line() + " " + what);
  }
}

package dev.brine.convert.internal.text;

import dev.brine.convert.internal.text.Column.StringWidth;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dtype and shape of an array that is made of rows of text.
 *
 * @param dtype the dtype of the array, or of the items of ragged rows
 * @param cells the dtypes of the cells of a row: one for all, or one for each field
 * @param keys the keys of JSON objects in the order of the fields; otherwise empty
 * @param skipped the number of rows at the start that are comments or names
 * @param rows the number of rows that follow
 * @param shape the shape of the array, or of all items of ragged rows
 * @param ragged whether rows are lists of different lengths
 * @param texts the size of the strings
 */
record TableSchema(
    DType dtype,
    List<DType> cells,
    List<String> keys,
    int skipped,
    long rows,
    Shape shape,
    boolean ragged,
    StringWidth texts) {
  private static final int[] IN_ORDER = new int[0];

  /** Returns whether rows are single strings that would take much more space as an array. */
  boolean isWastefulList() {
    return !ragged && shape.ndim() == 1 && dtype.kind() == DType.Kind.STR && texts.isWasteful();
  }

  /** Returns the number of cells of each row, if they are not ragged. */
  long width() {
    if (cells.size() > 1 || !keys.isEmpty()) {
      return cells.size();
    }
    long width = 1;
    for (int axis = 1; axis < shape.ndim(); axis++) {
      width *= shape.dim(axis);
    }
    return width;
  }

  /** Returns the schema of an array of {@code rows} rows of this shape. */
  static TableSchema ofArray(Column all, Shape row, int skipped, long rows) {
    DType dtype = all.dtype();
    long[] dims = new long[row.ndim() + 1];
    dims[0] = rows;
    System.arraycopy(row.dims(), 0, dims, 1, row.ndim());
    StringWidth texts = StringWidth.NONE.with(all, dtype, row.size(), rows);
    return new TableSchema(
        dtype, List.of(dtype), List.of(), skipped, rows, Shape.of(dims), false, texts);
  }

  /** Returns the schema of rows that are lists of different lengths. */
  static TableSchema ofRagged(Column all, long rows, long items) {
    DType dtype = all.itemType();
    StringWidth texts = StringWidth.NONE.with(all, dtype, 1, items);
    return new TableSchema(dtype, List.of(dtype), List.of(), 0, rows, Shape.of(items), true, texts);
  }

  /**
   * Returns the schema of structs that have one field per column.
   *
   * @param keys the names of the fields in JSON
   */
  static TableSchema ofStruct(
      List<String> names,
      List<String> keys,
      List<Column> columns,
      int skipped,
      long rows,
      Location location)
      throws LimitException {
    List<DType> types = new ArrayList<>();
    StringWidth texts = StringWidth.NONE;
    for (Column column : columns) {
      types.add(column.dtype());
      texts = texts.with(column, column.dtype(), 1, rows);
    }
    texts.check(location, "shorten it or leave its column out");
    StructType dtype = StructType.packed(names, types);
    return new TableSchema(dtype, types, keys, skipped, rows, Shape.of(rows), false, texts);
  }

  /**
   * Returns the names of fields after checking that they are distinct. An empty name becomes {@code
   * f0}, {@code f1} … by its position, as in {@code np.genfromtxt}.
   *
   * @param line the line of the names
   */
  static List<String> fieldNames(List<String> names, long line, Location location)
      throws IOException {
    if (names.size() > DType.MAX_FIELDS) {
      throw new LimitException(
          location,
          "there are " + names.size() + " fields; at most " + DType.MAX_FIELDS + " are possible");
    }
    Set<String> fields = new LinkedHashSet<>();
    for (String name : names) {
      String field = name.isEmpty() ? "f" + fields.size() : name;
      if (!fields.add(field)) {
        throw new UnsupportedException(location, "line " + line + " has two fields named " + field);
      }
    }
    return List.copyOf(fields);
  }

  /**
   * Returns the index of each name in {@code row}: an empty array if the lists are equal, null if
   * they do not have the same names.
   */
  static int @Nullable [] order(List<String> names, List<String> row) {
    if (names.equals(row)) {
      return IN_ORDER;
    }
    if (names.size() != row.size()) {
      return null;
    }
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      places.put(row.get(i), i);
    }
    int[] order = new int[names.size()];
    for (int i = 0; i < order.length; i++) {
      Integer place = places.get(names.get(i));
      if (place == null) {
        return null;
      }
      order[i] = place;
    }
    return order;
  }
}

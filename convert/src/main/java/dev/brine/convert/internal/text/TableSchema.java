package dev.brine.convert.internal.text;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The array that the rows of a text make.
 *
 * @param dtype of the array, or of all rows' items where these are ragged
 * @param cells the dtypes of the cells of a row, over and over: one, or those of the fields
 * @param keys of JSON objects, in the order of the fields; else none
 * @param skipped how many rows at the start are comments or names
 * @param rows how many follow
 * @param shape of the array; of all items where rows are ragged
 * @param ragged whether rows are lists of different lengths
 * @param texts what its texts take
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

  /** Whether it is a list of texts that would take much more room as an array. */
  boolean isWastefulList() {
    return !ragged && shape.ndim() == 1 && dtype.kind() == DType.Kind.STR && texts.isWasteful();
  }

  /** How many cells each row has, if they are not ragged. */
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

  /** An array of what all cells are, of {@code rows} rows of a shape. */
  static TableSchema ofArray(Column all, Shape row, int skipped, long rows) {
    DType dtype = all.dtype();
    long[] dims = new long[row.ndim() + 1];
    dims[0] = rows;
    System.arraycopy(row.dims(), 0, dims, 1, row.ndim());
    StringWidth texts = StringWidth.NONE.with(all, dtype, row.size(), rows);
    return new TableSchema(
        dtype, List.of(dtype), List.of(), skipped, rows, Shape.of(dims), false, texts);
  }

  /** The items of rows that are lists of different lengths. */
  static TableSchema ofRagged(Column all, long rows, long items) {
    DType dtype = all.itemType();
    StringWidth texts = StringWidth.NONE.with(all, dtype, 1, items);
    return new TableSchema(dtype, List.of(dtype), List.of(), 0, rows, Shape.of(items), true, texts);
  }

  /**
   * Structs of a field a column.
   *
   * @param keys the fields' names in JSON
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
   * Names that are all different, where empty ones become {@code f0}, {@code f1} … by their place,
   * as {@code np.genfromtxt} names them.
   *
   * @param line where they are
   */
  static List<String> checked(List<String> names, long line, Location location) throws IOException {
    if (names.size() > DType.MAX_FIELDS) {
      throw new LimitException(
          location,
          "there are " + names.size() + " fields; at most " + DType.MAX_FIELDS + " are possible");
    }
    List<String> checked = new ArrayList<>(names.size());
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      String own = name.isEmpty() ? "f" + checked.size() : name;
      if (!seen.add(own)) {
        throw new UnsupportedException(location, "line " + line + " has two fields named " + own);
      }
      checked.add(own);
    }
    return checked;
  }

  /** {@code f0}, {@code f1} … */
  static List<String> numbered(int count) {
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add("f" + i);
    }
    return names;
  }

  /**
   * Where each of the names stands among a row's; empty if they are in order, null if they are not
   * the same ones.
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

package dev.brine.convert.internal.table;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import java.util.ArrayList;
import java.util.List;

/** Makes plans of what columns have. */
final class Plans {
  private Plans() {}

  /** An array of what all cells are, of {@code rows} rows of a shape. */
  static Plan array(Column all, Shape row, int skipped, long rows) {
    DType dtype = all.dtype();
    long[] dims = new long[row.ndim() + 1];
    dims[0] = rows;
    System.arraycopy(row.dims(), 0, dims, 1, row.ndim());
    TextRoom texts = TextRoom.NONE.with(all, dtype, row.size(), rows);
    return new Plan(dtype, List.of(dtype), List.of(), skipped, rows, Shape.of(dims), false, texts);
  }

  /** The items of rows that are lists of different lengths. */
  static Plan ragged(Column all, long rows, long items) {
    DType dtype = all.itemType();
    TextRoom texts = TextRoom.NONE.with(all, dtype, 1, items);
    return new Plan(dtype, List.of(dtype), List.of(), 0, rows, Shape.of(items), true, texts);
  }

  /**
   * Structs of a field a column.
   *
   * @param keys the fields' names in JSON
   */
  static Plan struct(
      List<String> names,
      List<String> keys,
      List<Column> columns,
      int skipped,
      long rows,
      Location location)
      throws LimitException {
    List<DType> types = new ArrayList<>();
    TextRoom texts = TextRoom.NONE;
    for (Column column : columns) {
      types.add(column.dtype());
      texts = texts.with(column, column.dtype(), 1, rows);
    }
    texts.check(location, "shorten it or leave its column out");
    StructType dtype = StructType.packed(names, types);
    return new Plan(dtype, types, keys, skipped, rows, Shape.of(rows), false, texts);
  }
}

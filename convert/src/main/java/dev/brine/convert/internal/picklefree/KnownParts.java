package dev.brine.convert.internal.picklefree;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.DataFrame;
import dev.brine.npy.array.DataFrame.Column;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.SparseMatrix;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arrays of which values of other libraries consist. */
public final class KnownParts {
  private KnownParts() {}

  /**
   * Returns the arrays of a value by name, or null for any other value: a DataFrame has one for
   * each column, and where numbers are missing a second one of bools; a sparse matrix has the
   * members that scipy reads.
   *
   * @param name the name of the array if there is only one
   * @throws UnsupportedException if the class of a column is not known
   */
  public static @Nullable Map<String, PickleValue> of(PickleValue value, String name)
      throws UnsupportedException {
    Map<String, PickleValue> parts = new LinkedHashMap<>();
    if (value instanceof PyLibrary.Array items) {
      parts.put(name, ArrayValue.of(NdArray.of(items)));
    } else if (value instanceof SparseMatrix sparse) {
      sparse.members().forEach((part, array) -> parts.put(part, ArrayValue.of(array)));
    } else if (value instanceof DataFrame frame) {
      for (Map.Entry<String, Column> column : frame.named().entrySet()) {
        put(column.getKey(), column.getValue(), parts);
      }
    } else {
      return null;
    }
    return parts;
  }

  private static void put(String name, Column column, Map<String, PickleValue> parts)
      throws UnsupportedException {
    NdArray values;
    try {
      values = column.values();
    } catch (UnsupportedOperationException e) {
      throw new UnsupportedException(Location.MEMORY, "the column " + name + ": " + e.getMessage());
    }
    boolean[] missing = new boolean[(int) column.size()];
    boolean any = false;
    for (int i = 0; i < missing.length; i++) {
      missing[i] = column.isMissing(i);
      any |= missing[i];
    }
    if (any && values instanceof ObjectArray objects) {
      PyList.Builder items = PyList.builder();
      for (int i = 0; i < missing.length; i++) {
        items.append(missing[i] ? PyConstant.NONE : objects.get(i));
      }
      values = ObjectArray.of(items.value());
    }
    parts.put(name, ArrayValue.of(values));
    boolean isOwn =
        switch (values.dtype().kind()) {
          case OBJECT, FLOAT, DATETIME, TIMEDELTA ->
              column.dtype().equals(values.dtype().toString());
          default -> false;
        };
    if (any && !isOwn && !(values instanceof ObjectArray)) {
      parts.put(name + "_missing", ArrayValue.of(NdArray.of(missing)));
    }
  }
}

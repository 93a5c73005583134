package dev.brine.npy.array;

import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.JavaValues;
import dev.brine.pickle.internal.kernel.IntArena;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyList;
import java.nio.IntBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes arrays of Python objects, to save them. */
public final class ObjectArrays {
  private ObjectArrays() {}

  /** A 1-d array of these values. */
  public static ObjectArray of(PickleValue... items) {
    return of(PyList.of(items));
  }

  /** A 1-d array of the items of a list, which is not copied. */
  public static ObjectArray of(PyList items) {
    return ObjectArray.of(DTypes.OBJECT, Shape.of(items.size()), items);
  }

  /**
   * A 1-d array of Java's values: null, {@code Boolean}, {@code Integer}, {@code Double}, {@code
   * String}, {@code List}, {@code Map} … as {@link JavaValues#toPython} has them, and arrays.
   *
   * @throws IllegalArgumentException if Python has nothing for one of them
   */
  public static ObjectArray ofJava(List<? extends @Nullable Object> values) {
    PyList.Builder items = PyList.builder();
    for (Object value : values) {
      items.append(
          value instanceof NdArray array
              ? ArrayValue.of(array, "numpy.ndarray")
              : JavaValues.toPython(value));
    }
    return of(items.value());
  }

  /** A 1-d array of lists of ints: what Keras' data sets are. */
  public static ObjectArray of(RaggedInts rows) {
    IntBuffer values = rows.values();
    IntArena arena = new IntArena();
    long[] row = new long[0];
    PyList.Builder items = PyList.builder();
    items.expect(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      int length = rows.rowLength(i);
      row = row.length < length ? new long[2 * length] : row;
      for (int j = 0; j < length; j++) {
        row[j] = values.get();
      }
      PyList.Builder list = PyList.builder();
      list.appendInts(row, 0, length, arena);
      items.append(list.value());
    }
    return of(items.value());
  }
}

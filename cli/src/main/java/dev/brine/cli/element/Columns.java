package dev.brine.cli.element;

import dev.brine.npy.array.CharArray;
import dev.brine.npy.array.ComplexArray;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.StructArray;
import dev.brine.npy.array.TimeArray;
import dev.brine.npy.dtype.Order;

/** Makes columns of arrays. */
public final class Columns {
  private Columns() {}

  /** The elements of an array that is small: they are copied. */
  public static Column of(NdArray array) {
    return switch (array.dtype().kind()) {
      case BOOL, INT, UINT, FLOAT, LONGDOUBLE -> NumberColumns.of((NumericArray) array);
      case COMPLEX, COMPLEX_LONGDOUBLE -> complex((ComplexArray) array);
      case BYTES -> new BytesColumn(((CharArray) array).toBytesArray(Order.C), false);
      case STR -> new TextColumn(array.toStringArray());
      case VOID -> new BytesColumn(rawBytes(array), true);
      case DATETIME, TIMEDELTA -> new TimeColumn((TimeArray) array);
      case OBJECT, STRING -> new ObjectColumn((ObjectArray) array, Columns::of);
      case STRUCT ->
          array instanceof StructArray records
              ? RecordColumn.of(records, Columns::of)
              : new ObjectColumn((ObjectArray) array, Columns::of);
      case SUBARRAY -> throw new IllegalStateException("subarrays become axes of the array");
    };
  }

  private static Column complex(ComplexArray array) {
    NumberColumn real = NumberColumns.of(array.real());
    return new ComplexColumn(array.reshape(-1), real, NumberColumns.of(array.imag()));
  }

  private static byte[][] rawBytes(NdArray array) {
    NdArray flat = array.reshape(-1);
    byte[][] all = new byte[Math.toIntExact(flat.size())][];
    for (int i = 0; i < all.length; i++) {
      all[i] = flat.getBytes(i);
    }
    return all;
  }
}

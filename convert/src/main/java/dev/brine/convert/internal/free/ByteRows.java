package dev.brine.convert.internal.free;

import dev.brine.convert.internal.columns.Columns;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.nio.ByteBuffer;

/** Bytes one after another, and where each piece starts. */
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared with nothing
record ByteRows(ByteBuffer values, long[] splits) {

  static ByteRows of(byte[][] rows) {
    long[] splits = new long[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      splits[i + 1] = splits[i] + rows[i].length;
    }
    ByteBuffer values = Columns.room(splits[rows.length], 1);
    for (byte[] row : rows) {
      values.put(row);
    }
    return new ByteRows(values, splits);
  }

  /** Puts both as members. */
  void put(String name, Members members, String valuesName, String splitsName) {
    Shape line = Shape.of(values.capacity());
    members.put(name + "." + valuesName, Columns.of(DTypes.UINT8, line, values));
    Shape shape = Shape.of(splits.length);
    members.put(name + "." + splitsName, Columns.longs(DTypes.INT64, splits, shape));
  }
}

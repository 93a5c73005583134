package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.print.NumberColumns.NumberColumn;
import dev.brine.npy.array.CharArray;
import dev.brine.npy.array.ComplexArray;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.StructArray;
import dev.brine.npy.array.TimeArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

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

  /** Bytes: as ASCII text, with {@code \xff} for what is none, or as hexadecimal digits. */
  static final class BytesColumn implements Column {
    private final byte[][] values;
    private final boolean raw;

    BytesColumn(byte[][] values, boolean raw) {
      this.values = values;
      this.raw = raw;
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public String text(int index) {
      return raw ? HexFormat.of().formatHex(values[index]) : ascii(values[index]);
    }

    static String ascii(byte[] bytes) {
      StringBuilder text = new StringBuilder(bytes.length);
      for (byte b : bytes) {
        if (b < 0) {
          text.append("\\x").append(HexFormat.of().toHexDigits(b));
        } else {
          text.append((char) b);
        }
      }
      return text.toString();
    }

    @Override
    public void json(int index, JsonGenerator json) throws IOException {
      json.writeString(text(index));
    }

    @Override
    public boolean same(int index, Column other, int otherIndex) {
      return Arrays.equals(values[index], ((BytesColumn) other).values[otherIndex]);
    }
  }

  /** Complex numbers: {@code (1+2j)}, in JSON {@code [1,2]}. */
  private record ComplexColumn(NdArray values, NumberColumn real, NumberColumn imag)
      implements Column {

    @Override
    public int size() {
      return real.size();
    }

    @Override
    public String text(int index) {
      return values.at(index).toString();
    }

    @Override
    public void json(int index, JsonGenerator json) throws IOException {
      json.writeStartArray();
      real.json(index, json);
      imag.json(index, json);
      json.writeEndArray();
    }

    @Override
    public boolean same(int index, Column other, int otherIndex) throws IOException {
      ComplexColumn that = (ComplexColumn) other;
      return real.same(index, that.real, otherIndex) && imag.same(index, that.imag, otherIndex);
    }
  }

  /** Strings. */
  private static final class TextColumn implements Column {
    private final String[] values;

    TextColumn(String[] values) {
      this.values = values;
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public String text(int index) {
      return values[index];
    }

    @Override
    public void json(int index, JsonGenerator json) throws IOException {
      json.writeString(values[index]);
    }

    @Override
    public boolean same(int index, Column other, int otherIndex) {
      return values[index].equals(((TextColumn) other).values[otherIndex]);
    }
  }

  /** MeanAndDeviation and spans of time; in JSON a span is its count. */
  private static final class TimeColumn implements Column {
    private final TimeArray values;
    private final long[] counts;

    TimeColumn(TimeArray values) {
      this.values = (TimeArray) values.reshape(-1);
      this.counts = values.toLongArray();
    }

    @Override
    public int size() {
      return counts.length;
    }

    @Override
    public String text(int index) {
      return values.at(index).toString();
    }

    @Override
    public void json(int index, JsonGenerator json) throws IOException {
      if (counts[index] == TimeArray.NAT) {
        json.writeNull();
      } else if (values.dtype().kind() == DType.Kind.TIMEDELTA) {
        json.writeNumber(counts[index]);
      } else {
        json.writeString(text(index));
      }
    }

    @Override
    public boolean same(int index, Column other, int otherIndex) {
      return counts[index] == ((TimeColumn) other).counts[otherIndex];
    }
  }
}

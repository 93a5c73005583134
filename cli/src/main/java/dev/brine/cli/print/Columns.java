package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.print.Columns.NumberColumns.NumberColumn;
import dev.brine.cli.print.Numbers.Scalars;
import dev.brine.cli.print.Values.ValueJson;
import dev.brine.cli.print.Values.ValueText;
import dev.brine.internal.text.PythonRepr;
import dev.brine.npy.array.CharArray;
import dev.brine.npy.array.ComplexArray;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.StructArray;
import dev.brine.npy.array.TimeArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Creates the columns of arrays, one kind per kind of dtype. */
public final class Columns {
  private Columns() {}

  /** The elements of an array, which are copied. */
  public static Column of(NdArray array) {
    return switch (array.dtype().kind()) {
      case BOOL, INT, UINT, FLOAT, LONGDOUBLE, ML_FLOAT, ML_INT ->
          NumberColumns.of((NumericArray) array);
      case COMPLEX, COMPLEX_LONGDOUBLE -> complex((ComplexArray) array);
      case BYTES -> new BytesColumn(((CharArray) array).toBytesArray(Order.C), false);
      case STR -> new TextColumn(array.toStringArray());
      case VOID -> new BytesColumn(rawBytes(array), true);
      case DATETIME, TIMEDELTA -> new TimeColumn((TimeArray) array);
      case OBJECT, STRING -> new ObjectColumn((ObjectArray) array, Columns::of);
      case STRUCT -> RecordColumn.of(array, Columns::of);
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

  /** Bytes as in Python's repr, without quotes; raw bytes as hexadecimal digits. */
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
      return raw ? HexFormat.of().formatHex(values[index]) : PythonRepr.escaped(values[index]);
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
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record TextColumn(String[] values) implements Column {
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

  /** Timestamps and durations; in JSON a duration is its raw count. */
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

  /** Columns of bools, ints and floats. */
  static final class NumberColumns {
    private NumberColumns() {}

    static NumberColumn of(NumericArray array) {
      return switch (array.dtype().kind()) {
        case BOOL -> new Bools(array.toBooleanArray());
        case INT, ML_INT -> new Longs(array.toLongArray());
        case UINT ->
            array.dtype().itemsize() < Long.BYTES ? new Longs(array.toLongArray()) : big(array);
        case FLOAT, ML_FLOAT ->
            new Doubles(
                array.toDoubleArray(),
                array.dtype().itemsize() == Double.BYTES ? null : array.reshape(-1));
        case LONGDOUBLE -> new LongDoubles((NumericArray) array.reshape(-1));
        default -> throw new IllegalStateException("not numeric: " + array.dtype());
      };
    }

    private static NumberColumn big(NumericArray array) {
      NdArray flat = array.reshape(-1);
      BigInteger[] values = new BigInteger[Math.toIntExact(flat.size())];
      boolean fits = true;
      for (int i = 0; i < values.length; i++) {
        values[i] = flat.getBigInteger(i);
        fits &= values[i].bitLength() < Long.SIZE;
      }
      return fits ? new Longs(array.toLongArray()) : new Unsigned(values);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bools(boolean[] values) implements NumberColumn {
      @Override
      public int size() {
        return values.length;
      }

      @Override
      public String text(int index) {
        return values[index] ? "True" : "False";
      }

      @Override
      public void json(int index, JsonGenerator json) throws IOException {
        json.writeBoolean(values[index]);
      }

      @Override
      public double near(int index) {
        return values[index] ? 1 : 0;
      }

      @Override
      public BigDecimal exact(int index) {
        return values[index] ? BigDecimal.ONE : BigDecimal.ZERO;
      }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Longs(long[] values) implements NumberColumn {
      @Override
      public int size() {
        return values.length;
      }

      @Override
      public String text(int index) {
        return Long.toString(values[index]);
      }

      @Override
      public double near(int index) {
        return values[index];
      }

      @Override
      public BigDecimal exact(int index) {
        return BigDecimal.valueOf(values[index]);
      }

      @Override
      public boolean same(int index, Column other, int otherIndex) {
        return other instanceof Longs that
            ? values[index] == that.values[otherIndex]
            : NumberColumn.super.same(index, other, otherIndex);
      }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Unsigned(BigInteger[] values) implements NumberColumn {
      @Override
      public int size() {
        return values.length;
      }

      @Override
      public String text(int index) {
        return values[index].toString();
      }

      @Override
      public double near(int index) {
        return values[index].doubleValue();
      }

      @Override
      public BigDecimal exact(int index) {
        return new BigDecimal(values[index]);
      }
    }

    private static final class Doubles implements NumberColumn {
      private final double[] values;
      private final @Nullable NdArray shorter;

      /** Floats; {@code shorter} is the array if its elements have fewer bits than a double. */
      Doubles(double[] values, @Nullable NdArray shorter) {
        this.values = values;
        this.shorter = shorter;
      }

      @Override
      public int size() {
        return values.length;
      }

      @Override
      public String text(int index) {
        return shorter == null ? Scalars.text(values[index]) : shorter.at(index).toString();
      }

      @Override
      public double near(int index) {
        return values[index];
      }

      @Override
      public @Nullable BigDecimal exact(int index) {
        return Double.isFinite(values[index]) ? new BigDecimal(values[index]) : null;
      }

      @Override
      public boolean same(int index, Column other, int otherIndex) {
        if (other instanceof Doubles that) {
          double one = values[index];
          double two = that.values[otherIndex];
          return one == two || (Double.isNaN(one) && Double.isNaN(two));
        }
        return NumberColumn.super.same(index, other, otherIndex);
      }
    }

    /** Floats of 80 bits, for which Java has no type. */
    private static final class LongDoubles implements NumberColumn {
      private final NumericArray values;
      private final NumericArray rounded;

      LongDoubles(NumericArray values) {
        this.values = values;
        this.rounded = values.rounded();
      }

      @Override
      public int size() {
        return (int) values.size();
      }

      @Override
      public String text(int index) {
        return values.at(index).toString();
      }

      @Override
      public double near(int index) {
        return rounded.getDouble(index);
      }

      /** The nearest double does not tell whether a number is finite. */
      @Override
      public @Nullable BigDecimal exact(int index) {
        try {
          return values.getBigDecimal(index);
        } catch (ArithmeticException e) {
          return null;
        }
      }
    }

    /** Real numbers. */
    interface NumberColumn extends Column {

      /** The double nearest to an element. */
      double near(int index);

      /** The exact value of an element; null if it is NaN or infinite. */
      @Nullable BigDecimal exact(int index);

      /** Writes NaN and infinities, which JSON does not have, as strings. */
      @Override
      default void json(int index, JsonGenerator json) throws IOException {
        double near = near(index);
        if (exact(index) != null) {
          json.writeNumber(text(index));
        } else {
          json.writeString(Double.isNaN(near) ? "NaN" : near > 0 ? "Infinity" : "-Infinity");
        }
      }

      @Override
      default boolean same(int index, Column other, int otherIndex) {
        NumberColumn that = (NumberColumn) other;
        BigDecimal one = exact(index);
        BigDecimal two = that.exact(otherIndex);
        if (one != null && two != null) {
          return one.compareTo(two) == 0;
        }
        // the nearest double of a finite number may be infinite
        return one == null
            && two == null
            && Double.compare(near(index), that.near(otherIndex)) == 0;
      }
    }
  }

  /**
   * Python values.
   *
   * @param columns creates the columns of arrays among them
   */
  record ObjectColumn(ObjectArray array, Function<NdArray, Column> columns) implements Column {

    @Override
    public int size() {
      return Math.toIntExact(array.size());
    }

    @Override
    public String text(int index) {
      return text(index, Integer.MAX_VALUE);
    }

    @Override
    public String text(int index, int most) {
      String scalar = ValueText.scalar(array.item(index));
      return scalar == null ? ValueText.of(array.item(index), most) : scalar;
    }

    @Override
    public String plain(int index) throws IOException {
      return ValueJson.plain(array.item(index), columns);
    }

    @Override
    public void json(int index, JsonGenerator json) throws IOException {
      ValueJson.write(array.item(index), json, columns);
    }

    /** Python values are the same if their canonical texts are. */
    @Override
    public boolean same(int index, Column other, int otherIndex) throws IOException {
      PickleValue one = array.item(index);
      PickleValue two = ((ObjectColumn) other).array.item(otherIndex);
      if (one instanceof PySequence rows
          && two instanceof PySequence others
          && rows.packing() == Packing.INTS
          && others.packing() == Packing.INTS
          && rows.kind() == others.kind()) {
        return sameInts(rows, others);
      }
      return one.kind() == two.kind() && PickleText.sha256(one).equals(PickleText.sha256(two));
    }

    private static boolean sameInts(PySequence one, PySequence two) {
      if (one.size() != two.size()) {
        return false;
      }
      for (int i = 0; i < one.size(); i++) {
        if (one.longAt(i) != two.longAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Records of named fields: {@code (1, 2.5)}, in JSON {@code {"a":1,"b":2.5}}. */
  public static final class RecordColumn implements Column {
    private final int size;
    private final List<String> names;
    private final List<ItemColumn> fields;

    private RecordColumn(int size, List<String> names, List<ItemColumn> fields) {
      this.size = size;
      this.names = names;
      this.fields = fields;
    }

    /**
     * The records of an array.
     *
     * @param columns creates the columns of the fields
     */
    static RecordColumn of(NdArray records, Function<NdArray, Column> columns) {
      List<ItemColumn> fields = new ArrayList<>();
      List<String> names = new ArrayList<>();
      int axes = records.ndim();
      int size = Math.toIntExact(records.size());
      for (Field described : ((StructType) records.dtype()).fields()) {
        names.add(described.name());
        NdArray field =
            records instanceof StructArray plain
                ? plain.field(described.name())
                : ((ObjectArray) records).field(described.name());
        long[] inner = new long[field.ndim() - axes];
        System.arraycopy(field.shape().dims(), axes, inner, 0, inner.length);
        fields.add(new ItemColumn(size, columns.apply(field), inner));
      }
      return new RecordColumn(size, names, fields);
    }

    /** The names of the fields. */
    public List<String> names() {
      return names;
    }

    /** The values of a field. */
    public ItemColumn field(int index) {
      return fields.get(index);
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public String text(int index) {
      StringBuilder text = new StringBuilder("(");
      for (int i = 0; i < fields.size(); i++) {
        text.append(i > 0 ? ", " : "").append(fields.get(i).text(index));
      }
      return text.append(fields.size() == 1 ? ",)" : ")").toString();
    }

    @Override
    public void json(int index, JsonGenerator json) throws IOException {
      json.writeStartObject();
      for (int i = 0; i < fields.size(); i++) {
        json.writeFieldName(names.get(i));
        fields.get(i).json(index, json);
      }
      json.writeEndObject();
    }

    @Override
    public boolean same(int index, Column other, int otherIndex) throws IOException {
      RecordColumn that = (RecordColumn) other;
      for (int i = 0; i < fields.size(); i++) {
        if (!fields.get(i).same(index, that.fields.get(i), otherIndex)) {
          return false;
        }
      }
      return true;
    }
  }
}

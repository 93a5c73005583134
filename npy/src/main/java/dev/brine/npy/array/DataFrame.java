package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code DataFrame}, {@code Series} or {@code Index} of pandas inside a pickle, as columns.
 * Nothing of pandas is run: the state of the pickle is read and checked.
 *
 * <p>A Series has one column; an Index has none, and is its own index. A MultiIndex has a column
 * for each level.
 */
public final class DataFrame implements PyExtension {
  /**
   * What a state consists of.
   *
   * @param rows the number of rows
   * @param index the columns of the index
   * @param columns the other columns
   */
  public record Parts(long rows, List<Column> index, List<Column> columns) {
    /** Keeps copies of the lists. */
    public Parts {
      index = List.copyOf(index);
      columns = List.copyOf(columns);
    }
  }

  private static final Pattern MIDNIGHT = Pattern.compile("T00:00:00(\\.0+)?$");

  private final String type;
  private @Nullable Parts parts;

  private DataFrame(String type) {
    this.type = type;
  }

  /**
   * Returns a complete value.
   *
   * @param type DataFrame, Series, or the class of an index, such as MultiIndex
   */
  public static DataFrame of(String type, Parts parts) {
    DataFrame frame = new DataFrame(type);
    frame.parts = parts;
    return frame;
  }

  /**
   * Begins a DataFrame or Series whose state follows later in the pickle.
   *
   * @param decoder reads the state
   */
  public static Construction pending(String type, Function<PickleValue, Parts> decoder) {
    return new Pending(new DataFrame(type), decoder);
  }

  private Parts parts() {
    if (parts == null) {
      throw new InvalidStateException("a " + type + " without its state");
    }
    return parts;
  }

  /** Returns the number of rows. */
  public long rows() {
    return parts().rows();
  }

  /** Returns the columns of the index: one, or one for each level of a MultiIndex. */
  public List<Column> index() {
    return parts().index();
  }

  /** Returns the columns, without the index. */
  public List<Column> columns() {
    return parts().columns();
  }

  /**
   * Returns the first column of this name.
   *
   * @throws IllegalArgumentException if no column has this name
   */
  public Column column(String name) {
    for (Column column : columns()) {
      if (column.name() instanceof PyStr text && text.value().equals(name)) {
        return column;
      }
    }
    throw new IllegalArgumentException("a " + type + " without a column " + name);
  }

  /**
   * Returns the index and the columns by names of their own, as {@code reset_index} does: a level
   * without a name is {@code index} or {@code level_0}, a column without one {@code 0}; of equal
   * names the later ones get a number.
   */
  public Map<String, Column> named() {
    Map<String, Column> named = new LinkedHashMap<>();
    for (int i = 0; i < index().size(); i++) {
      put(named, index().size() == 1 ? "index" : "level_" + i, index().get(i));
    }
    for (int i = 0; i < columns().size(); i++) {
      put(named, Integer.toString(i), columns().get(i));
    }
    return named;
  }

  private static void put(Map<String, Column> named, String unnamed, Column column) {
    String label = column.label().isEmpty() ? unnamed : column.label();
    String name = label;
    for (int i = 1; named.containsKey(name); i++) {
      name = label + "_" + i;
    }
    named.put(name, column);
  }

  /**
   * Returns rows {@code from} (inclusive) to {@code to} (exclusive) as an array of structs of
   * Python values, as {@code to_records} does: the index, then the columns. Missing values are
   * None. Times of a column with a time zone are strings in UTC, such as {@code
   * 2020-01-01T00:00:00+00:00}.
   *
   * @throws UnsupportedOperationException if the class of a column is not known
   */
  public NdArray toRecords(long from, long to) {
    Objects.checkFromToIndex(from, to, rows());
    Map<String, Column> named = named();
    List<DType> types = Collections.nCopies(named.size(), DTypes.OBJECT);
    StructType struct = StructType.packed(List.copyOf(named.keySet()), types);
    List<Column> columns = List.copyOf(named.values());
    PyList.Builder items = PyList.builder();
    for (long row = from; row < to; row++) {
      PickleValue[] cells = new PickleValue[columns.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = columns.get(i).value(row);
      }
      items.append(PyTuple.of(cells));
    }
    return ObjectArray.of(struct, Shape.of(to - from), items.value());
  }

  private static PickleValue cell(NdArray values, long row) {
    if (values instanceof ObjectArray objects) {
      PickleValue value = objects.get(row);
      return value instanceof ScalarValue scalar ? ofPython(scalar) : value;
    }
    return switch (values.dtype().kind()) {
      case BOOL -> PyConstant.of(values.getBoolean(row));
      case INT, UINT -> PyInt.of(values.getBigInteger(row));
      case FLOAT ->
          values.dtype().itemsize() == Double.BYTES
              ? new PyFloat(values.getDouble(row))
              : scalar(values.at(row));
      default -> scalar(values.at(row));
    };
  }

  /** A Timedelta as a timedelta of Python, if that is exact. */
  private static PickleValue ofPython(ScalarValue scalar) {
    if (scalar.array().dtype().kind() != DType.Kind.TIMEDELTA
        || !(scalar.array() instanceof TimeArray time)
        || time.isNaT()) {
      return scalar;
    }
    Duration length;
    try {
      length = time.getDuration();
    } catch (ArithmeticException | UnsupportedOperationException e) {
      return scalar; // too long, or of a unit that is no number of seconds
    }
    long days = length == null ? Long.MAX_VALUE : Math.floorDiv(length.getSeconds(), 86_400L);
    if (length == null || Math.abs(days) > 999_999_999 || length.getNano() % 1_000 != 0) {
      return scalar;
    }
    int seconds = (int) Math.floorMod(length.getSeconds(), 86_400L);
    return new PyTemporal.Delta((int) days, seconds, length.getNano() / 1_000);
  }

  private static PickleValue scalar(NdArray element) {
    byte[] bytes = new byte[element.dtype().itemsize()];
    element.bytes(Order.C).iterator().next().get(bytes);
    return ScalarValue.wrap(element.dtype(), bytes);
  }

  /** The name of a column as pandas prints it. */
  private static String text(PickleValue name) {
    if (name instanceof PyStr text) {
      return text.value();
    }
    if (name instanceof ScalarValue scalar && scalar.array() instanceof TimeArray time) {
      String text = time.toString();
      return MIDNIGHT.matcher(text).replaceFirst("").replace('T', ' ');
    }
    if (name instanceof ScalarValue scalar) {
      return scalar.array().toString();
    }
    if (name instanceof PyTuple tuple) {
      StringJoiner parts = new StringJoiner(", ", "(", tuple.size() == 1 ? ",)" : ")");
      for (int i = 0; i < tuple.size(); i++) {
        PickleValue part = tuple.get(i);
        parts.add(part instanceof ScalarValue ? text(part) : repr(part));
      }
      return parts.toString();
    }
    return name.toString();
  }

  private static String repr(PickleValue value) {
    try {
      return PickleText.repr(value);
    } catch (IOException e) {
      return value.toString(); // too long for a repr
    }
  }

  /** A column, or a level of the index. */
  public static final class Column {
    private static final long MAX_RANGE = 1 << 27;

    private final PickleValue name;
    private final String dtype;
    private final String valueDtype;
    private final @Nullable NdArray values;
    private final @Nullable NdArray missing;
    private final @Nullable Range range;
    private final @Nullable PickleValue unread;

    /**
     * The numbers of a RangeIndex.
     *
     * @param start the first number
     * @param step the distance
     * @param size how many there are
     */
    private record Range(long start, long step, long size) {}

    private Column(
        PickleValue name,
        String dtype,
        String valueDtype,
        @Nullable NdArray values,
        @Nullable NdArray missing,
        @Nullable Range range,
        @Nullable PickleValue unread) {
      this.name = name;
      this.dtype = dtype;
      this.valueDtype = valueDtype;
      this.values = values;
      this.missing = missing;
      this.range = range;
      this.unread = unread;
    }

    /**
     * Returns a column of one axis.
     *
     * @param dtype the name in pandas, such as {@code datetime64[ns, UTC]}
     * @param missing bools that are true where a value is missing, or null
     */
    public static Column of(
        PickleValue name, String dtype, NdArray values, @Nullable NdArray missing) {
      return of(name, dtype, dtype, values, missing);
    }

    /**
     * Returns a column of one axis.
     *
     * @param dtype the name in pandas
     * @param valueDtype the same, or what the categories of a {@code category} have
     * @param missing bools that are true where a value is missing, or null
     */
    public static Column of(
        PickleValue name,
        String dtype,
        String valueDtype,
        NdArray values,
        @Nullable NdArray missing) {
      return new Column(name, dtype, valueDtype, values, missing, null, null);
    }

    /** Returns the column of a RangeIndex. */
    public static Column range(PickleValue name, long start, long step, long size) {
      return new Column(name, "int64", "int64", null, null, new Range(start, step, size), null);
    }

    /** Returns a column of a class that is not known, of which only the record is there. */
    public static Column unread(PickleValue name, PickleValue unread) {
      return new Column(name, unread.typeName(), unread.typeName(), null, null, null, unread);
    }

    /** Returns the name, usually a str; None if it has none. */
    public PickleValue name() {
      return name;
    }

    /** Returns the name as pandas prints it, such as {@code ('p', 1)}; empty for None. */
    public String label() {
      return name == PyConstant.NONE ? "" : text(name);
    }

    /** Returns the same column with another name. */
    public Column named(PickleValue other) {
      return new Column(other, dtype, valueDtype, values, missing, range, unread);
    }

    /**
     * Returns the name of its type in pandas, such as {@code int64}, {@code object}, {@code
     * category}, {@code Int64}, {@code string} or {@code datetime64[ns, Europe/Paris]}.
     */
    public String dtype() {
      return dtype;
    }

    /** Returns the same as {@link #dtype}; of a {@code category}, the type of its categories. */
    public String valueDtype() {
      return valueDtype;
    }

    private boolean isZoned() {
      return values instanceof TimeArray && valueDtype.contains(", ");
    }

    /** Returns the number of values. */
    public long size() {
      return values != null ? values.size() : range != null ? range.size() : 0;
    }

    /** Returns the record of a column whose class is not known, or null. */
    public @Nullable PickleValue unread() {
      return unread;
    }

    /**
     * Returns the values: numbers, times in UTC, or Python values in an object array. Categories
     * stand where their codes were. Where a value is missing, see {@link #isMissing}.
     *
     * @throws UnsupportedOperationException if the class of the column is not known, or a
     *     RangeIndex has more than 2^27 numbers
     */
    public NdArray values() {
      if (values != null) {
        return values;
      }
      if (range == null) {
        throw new UnsupportedOperationException("the column is of the class " + dtype);
      }
      if (range.size() > MAX_RANGE) {
        throw new UnsupportedOperationException(
            "a RangeIndex of " + range.size() + " numbers; at most " + MAX_RANGE + " are made");
      }
      ByteBuffer numbers =
          ByteBuffer.allocate((int) range.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (long i = 0; i < range.size(); i++) {
        numbers.putLong(range.start() + i * range.step());
      }
      return NdArray.of(DTypes.INT64, Shape.of(range.size()), Order.C, numbers);
    }

    /**
     * Returns a value as Python has it; None if it is missing. A time of a column with a time zone
     * is a string in UTC, such as {@code 2020-01-01T00:00:00+00:00}.
     *
     * @throws UnsupportedOperationException if the class of the column is not known
     */
    public PickleValue value(long row) {
      if (unread == null && isMissing(row)) {
        return PyConstant.NONE;
      }
      if (range != null) {
        return PyInt.of(range.start() + row * range.step());
      }
      NdArray all = values();
      return isZoned() ? PyStr.of(all.at(row) + "+00:00") : cell(all, row);
    }

    /** Returns whether a value is missing: NaN, NaT, None or NA. */
    public boolean isMissing(long row) {
      Objects.checkIndex(row, size());
      if (missing != null && missing.getBoolean(row)) {
        return true;
      }
      if (values instanceof ObjectArray objects) {
        return isMissing(objects.get(row));
      }
      if (values instanceof TimeArray times) {
        return times.isNaT(row);
      }
      return values instanceof NumericArray numbers
          && switch (numbers.dtype().kind()) {
            case FLOAT, LONGDOUBLE -> Double.isNaN(numbers.rounded().getDouble(row));
            default -> false;
          };
    }

    private static boolean isMissing(PickleValue value) {
      return value == PyConstant.NONE
          || (value instanceof PyFloat real && Double.isNaN(real.value()))
          || (value instanceof PyGlobal global
              && global.name().equals("NA")
              && global.module().startsWith("pandas"));
    }

    private boolean accept(PickleValue.Visitor visitor) throws IOException {
      return (name == PyConstant.NONE || visitor.visit(name))
          && (unread == null || visitor.visit(unread))
          && (values == null || values.accept(held -> isMissing(held) || visitor.visit(held)));
    }

    private void writeCanonical(CanonicalOutput out) throws IOException {
      if (unread != null) {
        out.value(unread); // has no canonical form: throws
      }
      out.raw("{\"name\":");
      out.value(name);
      out.raw(",\"dtype\":");
      out.quoted(dtype);
      out.raw(",\"values\":[");
      NdArray all = values();
      for (long i = 0; i < size(); i++) {
        out.raw(i == 0 ? "" : ",");
        if (isMissing(i)) {
          out.none();
        } else if (all instanceof ObjectArray objects) {
          out.value(objects.get(i));
        } else if (all.at(i) instanceof BufferArray element) {
          new CanonicalElements(out).write(element);
        }
      }
      out.raw("]}");
    }
  }

  @Override
  public boolean isComplete() {
    return parts != null;
  }

  @Override
  public String typeName() {
    return type;
  }

  @Override
  public boolean accept(PickleValue.Visitor visitor) throws IOException {
    if (parts == null) {
      return true;
    }
    for (List<Column> columns : List.of(parts.index(), parts.columns())) {
      for (Column column : columns) {
        if (!column.accept(visitor)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public PickleValue keyValue() {
    throw new InvalidStateException("a " + type + " cannot be a key");
  }

  /** Writes {@code {"pandas":{"type":…,"index":[…],"columns":[…]}}}, missing values as null. */
  @Override
  public void writeCanonical(CanonicalOutput out) throws IOException {
    out.raw("{\"pandas\":{\"type\":");
    out.quoted(type);
    String key = ",\"index\":[";
    for (List<Column> columns : List.of(index(), columns())) {
      out.raw(key);
      for (int i = 0; i < columns.size(); i++) {
        out.raw(i == 0 ? "" : ",");
        columns.get(i).writeCanonical(out);
      }
      out.raw("]");
      key = ",\"columns\":[";
    }
    out.raw("}}");
  }

  /** Returns a line such as "pandas DataFrame of 3 rows × 2 columns". */
  public String summary() {
    String columns = type.equals("DataFrame") ? " × " + columns().size() + " columns" : "";
    return "pandas " + type + " of " + rows() + " rows" + columns;
  }

  @Override
  public String described() {
    return parts == null ? "a " + type : "a " + summary();
  }

  /** The type, the number of rows and the columns; pandas shows the values. */
  @Override
  public Printed printed() {
    if (parts == null) {
      return Printed.of(type + "()");
    }
    StringBuilder text = new StringBuilder("<").append(summary());
    String separator = ": ";
    for (Column column : columns().isEmpty() ? index() : columns()) {
      text.append(separator).append(column.label()).append(' ').append(column.dtype());
      separator = ", ";
    }
    return Printed.of(text.append('>').toString());
  }

  /** Returns {@link #summary}. */
  @Override
  public String toString() {
    return parts == null ? type + " without its state" : summary();
  }

  private static final class Pending extends Construction {
    private final DataFrame frame;
    private final Function<PickleValue, Parts> decoder;

    Pending(DataFrame frame, Function<PickleValue, Parts> decoder) {
      this.frame = frame;
      this.decoder = decoder;
    }

    @Override
    public DataFrame value() {
      return frame;
    }

    @Override
    public void build(PickleValue state) {
      if (frame.parts != null) {
        throw new InvalidStateException(
            Anomaly.UNUSUAL, "the state of a " + frame.type + " is set twice");
      }
      frame.parts = decoder.apply(state);
    }
  }
}

package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StringDType;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.dtype.TimeType;
import dev.brine.npy.internal.print.ElementFormatter;
import dev.brine.npy.internal.print.Sample;
import dev.brine.npy.internal.strided.JavaArrays;
import dev.brine.npy.internal.strided.Layout;
import dev.brine.pickle.JavaValues;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.internal.kernel.IntArena;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array of Python objects, as a pickle contains it: of dtype {@code object}, or of a struct with
 * objects, whose elements are tuples. The elements are {@link PickleValue}s.
 */
public final class ObjectArray extends NdArray {
  private final PySequence items;
  private final Pickle.@Nullable Facts facts;
  private final boolean contiguous;

  /** Shared with copies of this array that differ in their facts only. */
  private final Object identity;

  private ObjectArray(
      DType dtype,
      Layout layout,
      PySequence items,
      Pickle.@Nullable Facts facts,
      @Nullable Object identity) {
    super(dtype, layout);
    this.items = items;
    this.facts = facts;
    this.identity = identity == null ? this : identity;
    this.contiguous = layout.isPacked(Order.C, 1);
  }

  /**
   * An array of these items.
   *
   * @param items the elements in C order, as many as the shape says
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static ObjectArray of(DType dtype, Shape shape, PySequence items) {
    if (shape.size() != items.size()) {
      throw new IllegalArgumentException(
          "an object array of shape %s has %s elements, not %s"
              .formatted(shape, shape.size(), items.size()));
    }
    return new ObjectArray(dtype, Layout.packed(shape, Order.C, 1), items, null, null);
  }

  /** A 1-d array of these values. */
  public static ObjectArray of(PickleValue... items) {
    return of(PyList.of(items));
  }

  /** A 1-d array of the items of a list, which is not copied. */
  public static ObjectArray of(PyList items) {
    return of(DTypes.OBJECT, Shape.of(items.size()), items);
  }

  /**
   * A 1-d array of Java values: null, {@code Boolean}, {@code Integer}, {@code Double}, {@code
   * String}, {@code List}, {@code Map} … as {@link JavaValues#toPython} converts them, and arrays.
   *
   * @throws IllegalArgumentException if one of them has no equivalent in Python
   */
  public static ObjectArray ofJava(List<? extends @Nullable Object> values) {
    return of((PyList) JavaValues.toPython(values));
  }

  /**
   * A 0-d array of one Java value, such as {@code Map.of("w", array)}: what {@code np.save(f, {'w':
   * array})} makes of a dict. {@link #getObject} without an index returns the value.
   *
   * @throws IllegalArgumentException if the value has no equivalent in Python, as {@link
   *     JavaValues#toPython} converts it
   */
  public static ObjectArray ofValue(@Nullable Object value) {
    return of(DTypes.OBJECT, Shape.SCALAR, PyList.of(JavaValues.toPython(value)));
  }

  /** A 1-d array of lists of ints, like Keras' text datasets. */
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

  /** Facts about the pickle that contained this array; null for an array inside another value. */
  public Pickle.@Nullable Facts facts() {
    return facts;
  }

  /** The element at {@code index}. */
  public PickleValue get(long... index) {
    return items.get((int) layout().at(index));
  }

  /**
   * The element at {@code index}, converted to Java's own types including nested values: null for
   * None, {@code Long}, {@code Double}, {@code String}, {@code List}, {@code Map}, {@code NdArray}
   * …, as {@link JavaValues} describes.
   *
   * @throws IllegalStateException if it has no equivalent among Java's types; use {@link #get} then
   */
  public @Nullable Object getObject(long... index) {
    return JavaValues.of(get(index));
  }

  /**
   * The element at {@code position} in C order.
   *
   * @throws IndexOutOfBoundsException if the position is negative or not below the size
   */
  public PickleValue item(long position) {
    if (position < 0 || position >= size()) {
      throw new IndexOutOfBoundsException("element " + position + " of " + size());
    }
    long at = contiguous ? layout().offset() + position : layout().at(index(position));
    return items.get((int) at);
  }

  /**
   * A string: of an array of strings, or a str among other objects.
   *
   * @throws IllegalStateException if the element is not a str, or is a missing string
   */
  @Override
  public String getString(long... index) {
    return string(get(index), Arrays.toString(index));
  }

  /**
   * All elements, which must be strings: those of a StringDType, or objects that are str.
   *
   * @throws IllegalStateException if an element is not a str, or is a missing string
   */
  @Override
  public String[] toStringArray(Order order) {
    NdArray array = order == Order.F ? transpose() : this;
    String[] all = new String[Math.toIntExact(size())];
    for (int i = 0; i < all.length; i++) {
      all[i] = string(((ObjectArray) array).item(i), Integer.toString(i));
    }
    return all;
  }

  private String string(PickleValue value, String where) {
    if (value instanceof PyStr text) {
      return text.value();
    }
    if (value instanceof ScalarValue scalar && scalar.dtype().kind() == DType.Kind.STR) {
      return scalar.array().getString();
    }
    throw new IllegalStateException(
        dtype() instanceof StringDType
            ? "element " + where + " is a missing string; getObject(…) returns " + value
            : "element " + where + " is " + value.described() + ", not a str");
  }

  /**
   * The values of a field of a struct with objects: an array of the dtype of the field if it is a
   * bool or a number that is not complex, an array of structs for a struct, otherwise of objects.
   *
   * @throws IllegalArgumentException if this is not an array of structs, or has no such field
   */
  public NdArray field(String name) {
    List<Field> fields = dtype() instanceof StructType struct ? struct.fields() : List.of();
    for (int number = 0; number < fields.size(); number++) {
      if (fields.get(number).name().equals(name)) {
        PickleValue[] values = new PickleValue[Math.toIntExact(size())];
        for (int i = 0; i < values.length; i++) {
          values[i] = ((PyTuple) item(i)).get(number);
        }
        return field(fields.get(number).dtype(), values);
      }
    }
    throw new IllegalArgumentException("there is no field " + name + " in " + dtype());
  }

  private NdArray field(DType type, PickleValue[] values) {
    NdArray numbers =
        switch (type.kind()) {
          case BOOL, INT, UINT, FLOAT -> numbers((NumericArray) zeros(type, shape(values)), values);
          default -> null;
        };
    if (numbers != null) {
      return numbers.reshape(shape().dims());
    }
    DType known =
        type instanceof StructType struct && areRecords(struct, values) ? type : DTypes.OBJECT;
    return of(known, shape(), PyList.of(values));
  }

  private static Shape shape(PickleValue[] values) {
    return Shape.of(values.length);
  }

  private static boolean areRecords(StructType struct, PickleValue[] values) {
    for (PickleValue value : values) {
      if (!(value instanceof PyTuple items) || items.size() != struct.fields().size()) {
        return false;
      }
    }
    return true;
  }

  /** Sets all elements; returns null if a value does not fit. */
  private static @Nullable NdArray numbers(NumericArray array, PickleValue[] values) {
    try {
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof PyInt number && number.isLong()) {
          array.setLong(number.longValue(), i);
        } else if (values[i] instanceof PyFloat number) {
          array.setDouble(number.value(), i);
        } else if (values[i] == PyConstant.TRUE || values[i] == PyConstant.FALSE) {
          array.setLong(values[i] == PyConstant.TRUE ? 1 : 0, i);
        } else {
          return null;
        }
      }
      return array;
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** All elements in C order, as one list: the values themselves, not copies. */
  public PyList toList() {
    if (items instanceof PyList list && contiguous && list.size() == size()) {
      return list;
    }
    PickleValue[] all = new PickleValue[Math.toIntExact(size())];
    for (int i = 0; i < all.length; i++) {
      all[i] = item(i);
    }
    return PyList.of(all);
  }

  /** The index of the element at a position in C order. */
  private long[] index(long position) {
    long[] index = new long[ndim()];
    long rest = position;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = rest % layout().dim(axis);
      rest /= layout().dim(axis);
    }
    return index;
  }

  /**
   * Returns the elements as rows of one flat array. Each element must be a list, a tuple or a 1-d
   * array of ints; in an array of two axes, each element must be an int.
   *
   * @throws IllegalStateException if an element is anything else, or the array has no axis or more
   *     than two; the message names the row
   * @throws ArithmeticException if an int does not fit in 32 bits, or there are too many for one
   *     Java array
   */
  @Override
  public RaggedInts asRaggedInts() {
    return raggedInts(this);
  }

  /** This array with facts about the pickle that contained it. */
  ObjectArray described(Pickle.Facts of) {
    return new ObjectArray(dtype(), layout(), items, of, identity);
  }

  /** Stands for this array among the values of its pickle. */
  Object identity() {
    return identity;
  }

  @Override
  boolean accept(PickleValue.Visitor visitor) throws IOException {
    int size = (int) size();
    for (int i = 0; i < size; i++) {
      if (!visitor.visit(item(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  long unit() {
    return 1;
  }

  @Override
  NdArray view(Layout other) {
    return new ObjectArray(dtype(), other, items, facts, null);
  }

  @Override
  NdArray packed() {
    Layout layout = Layout.packed(shape(), Order.C, 1);
    return new ObjectArray(dtype(), layout, toList(), facts, null);
  }

  /**
   * The SHA-256 of the canonical text of the values, in which the dtype is little-endian.
   *
   * @throws UncheckedIOException if the values have no canonical text: a record of a call, or
   *     values that are shared so often that the text would exceed its limit
   */
  @Override
  public String digest() {
    try {
      return PickleText.sha256(ArrayValue.of(littleEndian()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This array with a dtype whose fields are little-endian; its values have no byte order. */
  public ObjectArray littleEndian() {
    DType little = littleEndian(dtype());
    return little.equals(dtype())
        ? this
        : new ObjectArray(little, layout(), items, facts, identity);
  }

  /** Recursion is as deep as the dtype: at most 64 levels. */
  private static DType littleEndian(DType dtype) {
    if (dtype instanceof StructType struct) {
      List<Field> fields = new ArrayList<>();
      for (Field field : struct.fields()) {
        fields.add(
            new Field(field.name(), littleEndian(field.dtype()), field.offset(), field.title()));
      }
      return StructType.of(fields, struct.itemsize(), struct.isAligned());
    }
    if (dtype instanceof SubarrayType subarray) {
      return SubarrayType.of(littleEndian(subarray.base()), subarray.shape());
    }
    if (dtype.endian() != DType.Endian.BIG) {
      return dtype;
    }
    if (dtype instanceof TimeType time) {
      return TimeType.of(time.kind(), DType.Endian.LITTLE, time.unit(), time.multiple());
    }
    return dtype instanceof FlexibleType text
        ? FlexibleType.of(text.kind(), DType.Endian.LITTLE, text.length())
        : NumberType.of(dtype.kind(), DType.Endian.LITTLE, dtype.itemsize());
  }

  @Override
  ElementFormatter formatter(Sample sample) {
    return index -> get(index).toString();
  }

  @Override
  String scalarText() {
    return get().toString();
  }

  @Override
  String hint() {
    return "get(…) returns its Python values, asRaggedInts() rows of ints";
  }

  static RaggedInts raggedInts(ObjectArray array) {
    if (array.ndim() == 2) {
      return equalRows(array);
    }
    if (array.ndim() != 1) {
      throw new IllegalStateException(
          "only an array of one axis or two has rows of ints; this one has " + array.ndim());
    }
    int rows = JavaArrays.length(array.size());
    int[] splits = new int[rows + 1];
    long total = 0;
    for (int i = 0; i < rows; i++) {
      total += length(array.item(i), i);
      splits[i + 1] = total(total);
    }
    int[] values = new int[splits[rows]];
    for (int i = 0; i < rows; i++) {
      copy(array.item(i), i, values, splits[i]);
    }
    return RaggedInts.wrap(values, splits);
  }

  /** An array of Python ints with two axes: NumPy creates it from lists of the same length. */
  private static RaggedInts equalRows(ObjectArray array) {
    long width = array.shape().dim(1);
    int[] values = new int[total(array.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = integer(array.item(i), (int) (i / width), (int) (i % width));
    }
    return RaggedInts.ofEqualRows(values, array.shape().dim(0), width);
  }

  /** Checks the total, because a few shared lists can stand for more ints than fit in memory. */
  private static int total(long total) {
    if (total > JavaArrays.MAX_LENGTH || total * Integer.BYTES > Runtime.getRuntime().maxMemory()) {
      throw new ArithmeticException(
          "the rows have at least " + total + " ints, more than fit in Java's heap; take a slice");
    }
    return (int) total;
  }

  private static long length(PickleValue item, int row) {
    if (item instanceof PySequence list) {
      return list.size();
    }
    if (item instanceof ArrayValue value && value.isComplete() && value.array().ndim() == 1) {
      return value.array().size();
    }
    String what =
        item instanceof ArrayValue value && value.isComplete()
            ? "an array of " + value.array().ndim() + " axes"
            : item.described();
    throw new IllegalStateException("row " + row + " is " + what + ", not a list of ints");
  }

  private static void copy(PickleValue item, int row, int[] values, int at) {
    if (item instanceof ArrayValue array) {
      copy(array.array(), row, values, at);
      return;
    }
    PySequence list = (PySequence) item;
    switch (list.packing()) {
      case INTS -> list.copyInts(values, at);
      case EMPTY -> {}
      case LONGS, DOUBLES, VALUES -> {
        for (int i = 0; i < list.size(); i++) {
          values[at + i] = integer(list.get(i), row, i);
        }
      }
    }
  }

  private static void copy(NdArray array, int row, int[] values, int at) {
    switch (array.dtype().kind()) {
      case BOOL, INT, UINT -> {
        try {
          int[] ints = array.toIntArray();
          System.arraycopy(ints, 0, values, at, ints.length);
        } catch (ArithmeticException e) {
          throw new ArithmeticException("row " + row + ": " + e.getMessage());
        }
      }
      case OBJECT -> {
        ObjectArray objects = (ObjectArray) array;
        for (int i = 0; i < objects.size(); i++) {
          values[at + i] = integer(objects.item(i), row, i);
        }
      }
      default ->
          throw new IllegalStateException(
              "row " + row + " is an array of " + array.dtype() + ", not of ints");
    }
  }

  private static int integer(PickleValue value, int row, int column) {
    if (value instanceof PyInt integer) {
      if (integer.isLong() && integer.longValue() == (int) integer.longValue()) {
        return (int) integer.longValue();
      }
      throw tooLarge(integer, row, column);
    }
    if (value == PyConstant.TRUE || value == PyConstant.FALSE) {
      return value == PyConstant.TRUE ? 1 : 0;
    }
    if (value instanceof ScalarValue scalar && isInteger(scalar.dtype())) {
      try {
        return scalar.array().getInt();
      } catch (ArithmeticException e) {
        throw tooLarge(scalar.array().getBigInteger(), row, column);
      }
    }
    throw new IllegalStateException(
        "row " + row + " has " + value.described() + " at " + column + ", not an int");
  }

  private static boolean isInteger(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL, INT, UINT -> true;
      default -> false;
    };
  }

  private static ArithmeticException tooLarge(Object value, int row, int column) {
    return new ArithmeticException(
        "row " + row + " has " + value + " at " + column + ", which does not fit in 32 bits");
  }
}

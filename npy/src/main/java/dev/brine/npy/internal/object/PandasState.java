package dev.brine.npy.internal.object;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.DataFrame;
import dev.brine.npy.array.DataFrame.Column;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyTuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the states of pandas' objects. A DataFrame is a BlockManager: two indexes, of the columns
 * and of the rows, and blocks, each of which has the values of some columns, and their placement.
 */
final class PandasState {
  private static final long COLUMN_BYTES = 400;

  private final Call call;

  PandasState(Call call) {
    this.call = call;
  }

  private InvalidStateException invalid(String reason) {
    return call.invalid(reason);
  }

  /**
   * The values of a block or an index.
   *
   * @param array of two axes, columns and rows, or of one; null if the class is not known
   * @param dtype the name in pandas
   * @param valueDtype the same, or what categories have
   * @param missing where values are missing; null if nowhere, or if the values say so
   * @param record what was there
   */
  private record Values(
      @Nullable NdArray array,
      String dtype,
      String valueDtype,
      @Nullable NdArray missing,
      PickleValue record) {}

  /** Returns the parts of a DataFrame or Series, of which {@code state} has the attributes. */
  DataFrame.Parts whole(PickleValue state, boolean isFrame) {
    PyDict attributes = dict(state, "the state");
    PickleValue manager = attributes.get("_mgr");
    manager = manager == null ? attributes.get("_data") : manager;
    if (!(manager instanceof PyCall made) || !name(made).endsWith("BlockManager")) {
      throw invalid("its state has no BlockManager");
    }
    List<DataFrame> axes = new ArrayList<>();
    List<PickleValue[]> blocks = new ArrayList<>();
    read(made, axes, blocks);
    if (axes.size() != (isFrame ? 2 : 1)) {
      throw invalid("a manager of " + axes.size() + " axes");
    }
    DataFrame rows = axes.get(axes.size() - 1);
    if (!isFrame) {
      if (blocks.size() != 1) {
        throw invalid("a Series of " + blocks.size() + " blocks");
      }
      PickleValue named = attributes.get("_name");
      named = named == null ? attributes.get("name") : named;
      Values values = values(blocks.get(0)[0]);
      Column column =
          column(named == null ? PyConstant.NONE : named, values, values.array(), values.missing());
      checkSize(column, rows.rows());
      return new DataFrame.Parts(rows.rows(), rows.index(), List.of(column));
    }
    return new DataFrame.Parts(rows.rows(), rows.index(), columns(axes.get(0), rows, blocks));
  }

  private static String name(PyCall made) {
    return made.callable() instanceof PyGlobal global ? global.name() : "";
  }

  /** Reads the axes of a manager, and the values and the placement of each block. */
  private void read(PyCall manager, List<DataFrame> axes, List<PickleValue[]> blocks) {
    PyTuple given = tuple(manager.arguments(), "the arguments of a manager");
    if (given.size() >= 2) {
      addAxes(given.get(1), axes);
      PySequence all = sequence(given.get(0), "the blocks");
      for (int i = 0; i < all.size(); i++) {
        if (!(all.get(i) instanceof PyCall block)
            || !(name(block).equals("_unpickle_block") || name(block).equals("new_block"))
            || !(block.arguments() instanceof PyTuple parts)
            || parts.size() < 2) {
          throw invalid("a block of an unknown kind");
        }
        blocks.add(new PickleValue[] {parts.get(0), parts.get(1)});
      }
      return;
    }
    PyTuple state =
        tuple(manager.states().isEmpty() ? PyConstant.NONE : manager.states().get(0), "a manager");
    PickleValue last = state.size() == 0 ? PyConstant.NONE : state.get(state.size() - 1);
    PickleValue versioned = dict(last, "a manager's state").get("0.14.1");
    PyDict current = dict(versioned == null ? PyConstant.NONE : versioned, "a manager's state");
    addAxes(orNone(current.get("axes")), axes);
    PySequence all = sequence(orNone(current.get("blocks")), "the blocks");
    for (int i = 0; i < all.size(); i++) {
      PyDict block = dict(all.get(i), "a block");
      blocks.add(new PickleValue[] {orNone(block.get("values")), orNone(block.get("mgr_locs"))});
    }
  }

  private static PickleValue orNone(@Nullable PickleValue value) {
    return value == null ? PyConstant.NONE : value;
  }

  private void addAxes(PickleValue list, List<DataFrame> axes) {
    PySequence given = sequence(list, "the axes");
    for (int i = 0; i < given.size(); i++) {
      if (!(given.get(i) instanceof DataFrame axis) || !axis.isComplete()) {
        throw invalid("an axis that is no index but " + given.get(i).described());
      }
      axes.add(axis);
    }
  }

  private List<Column> columns(DataFrame names, DataFrame rows, List<PickleValue[]> blocks) {
    long count = names.rows();
    call.budget().charge(Math.min(Long.MAX_VALUE / COLUMN_BYTES - 1, count) * COLUMN_BYTES);
    if (count > Integer.MAX_VALUE - 8) {
      throw invalid(count + " columns");
    }
    @Nullable Column[] columns = new @Nullable Column[(int) count];
    for (PickleValue[] block : blocks) {
      Values values = values(block[0]);
      int[] placement = placement(block[1], columns.length);
      NdArray array = values.array();
      boolean isFlat = array == null || array.ndim() == 1;
      long held = array == null || isFlat ? 1 : array.shape().dim(0);
      if (held != placement.length) {
        throw invalid("a block with the placement of " + placement.length + " columns");
      }
      for (int i = 0; i < placement.length; i++) {
        if (columns[placement[i]] != null) {
          throw invalid("two blocks have the column " + placement[i]);
        }
        NdArray own = isFlat || array == null ? array : array.row(i);
        NdArray missing = values.missing();
        NdArray ownMissing = missing == null || missing.ndim() == 1 ? missing : missing.row(i);
        Column column = column(label(names.index(), placement[i]), values, own, ownMissing);
        checkSize(column, rows.rows());
        columns[placement[i]] = column;
      }
    }
    List<Column> all = new ArrayList<>(columns.length);
    for (int i = 0; i < columns.length; i++) {
      Column column = columns[i];
      if (column == null) {
        throw invalid("no block has the column " + i);
      }
      all.add(column);
    }
    return all;
  }

  private void checkSize(Column column, long rows) {
    if (column.unread() == null && column.size() != rows) {
      throw invalid("a column of " + column.size() + " values, and " + rows + " rows");
    }
  }

  private static Column column(
      PickleValue name, Values values, @Nullable NdArray array, @Nullable NdArray missing) {
    return array == null
        ? Column.unread(name, values.record())
        : Column.of(name, values.dtype(), values.valueDtype(), array, missing);
  }

  /** Returns the name of a column; of several levels, a tuple. */
  private static PickleValue label(List<Column> levels, int index) {
    PickleValue[] parts = new PickleValue[levels.size()];
    for (int i = 0; i < parts.length; i++) {
      Column level = levels.get(i);
      parts[i] = level.unread() == null ? level.value(index) : PyInt.of(index);
    }
    return parts.length == 1 ? parts[0] : PyTuple.of(parts);
  }

  /** Returns which columns a block has: a slice or an array of ints. */
  private int[] placement(PickleValue given, int columns) {
    if (given instanceof PyLibrary.Slice slice) {
      long step = slice.step() == PyConstant.NONE ? 1 : bound(slice.step());
      if (step == 0) {
        throw invalid("the placement of a block has the step 0");
      }
      // as Python does: clipped to the columns, and negative bounds count from the end
      long first = step > 0 ? 0 : columns - 1;
      long end = step > 0 ? columns : -1;
      long start = clipped(slice.start(), first, step, columns);
      long stop = clipped(slice.stop(), end, step, columns);
      boolean isEmpty = step > 0 ? stop <= start : stop >= start;
      int count = isEmpty ? 0 : (int) ((stop - start - Long.signum(step)) / step + 1);
      call.budget().charge(4L * count);
      int[] placement = new int[count];
      for (int i = 0; i < count; i++) {
        placement[i] = (int) (start + i * step);
      }
      return placement;
    }
    if (!(given instanceof ArrayValue array)
        || !array.isComplete()
        || array.array().ndim() != 1
        || array.array().dtype().kind() != DType.Kind.INT) {
      throw invalid("the placement of a block is " + given.described());
    }
    call.budget().charge(12L * array.array().size());
    long[] places = array.array().toLongArray();
    int[] placement = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      if (places[i] < 0 || places[i] >= columns) {
        throw invalid("a block with the column " + places[i] + " of " + columns);
      }
      placement[i] = (int) places[i];
    }
    return placement;
  }

  private long clipped(PickleValue given, long absent, long step, int columns) {
    if (given == PyConstant.NONE) {
      return absent;
    }
    long bound = bound(given);
    long fromStart = bound < 0 ? bound + columns : bound;
    long least = step > 0 ? 0 : -1;
    return Math.min(Math.max(fromStart, least), columns + least);
  }

  private long bound(PickleValue value) {
    return Arguments.integer(value, "the placement of a block");
  }

  /** Returns an index of a class such as RangeIndex, made of a dict. */
  DataFrame index(String type, PickleValue given) {
    PyDict parts = dict(given, "an index");
    PickleValue name = orNone(parts.get("name"));
    return switch (type) {
      case "RangeIndex" -> range(name, parts);
      case "MultiIndex" -> multi(parts);
      default -> {
        Values values = values(orNone(parts.get("data")));
        NdArray array = values.array();
        if (array != null && array.ndim() != 1) {
          throw invalid("an index of " + array.ndim() + " axes");
        }
        Column column = column(name, values, array, values.missing());
        yield index(type, List.of(column), column.size());
      }
    };
  }

  private static DataFrame index(String type, List<Column> levels, long rows) {
    return DataFrame.of(type, new DataFrame.Parts(rows, levels, List.of()));
  }

  private DataFrame range(PickleValue name, PyDict parts) {
    long start = Arguments.integer(orNone(parts.get("start")), "the start of a RangeIndex");
    long stop = Arguments.integer(orNone(parts.get("stop")), "the stop of a RangeIndex");
    PickleValue given = orNone(parts.get("step"));
    long step = given == PyConstant.NONE ? 1 : Arguments.integer(given, "the step");
    if (step == 0) {
      throw invalid("the step of a RangeIndex is 0");
    }
    BigInteger gap = BigInteger.valueOf(stop).subtract(BigInteger.valueOf(start));
    BigInteger by = BigInteger.valueOf(step);
    BigInteger size =
        gap.add(by).subtract(BigInteger.valueOf(by.signum())).divide(by).max(BigInteger.ZERO);
    if (size.bitLength() >= Long.SIZE) {
      throw invalid("a RangeIndex of more than 2^63 numbers");
    }
    Column column = Column.range(name, start, step, size.longValue());
    return index("RangeIndex", List.of(column), column.size());
  }

  private DataFrame multi(PyDict parts) {
    PySequence levels = sequence(orNone(parts.get("levels")), "the levels");
    PickleValue given = parts.get("codes");
    PySequence codes = sequence(orNone(given == null ? parts.get("labels") : given), "the codes");
    PySequence names = sequence(orNone(parts.get("names")), "the names");
    if (levels.size() == 0 || codes.size() != levels.size() || names.size() != levels.size()) {
      throw invalid(
          "%d levels, %d codes and %d names".formatted(levels.size(), codes.size(), names.size()));
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      if (!(levels.get(i) instanceof DataFrame level) || level.index().size() != 1) {
        throw invalid("a level that is no index");
      }
      Column own = level.index().get(0);
      Values values = taken(own, own.dtype(), codes(codes.get(i)), level);
      Column column = column(names.get(i), values, values.array(), values.missing());
      if (i > 0 && column.size() != columns.get(0).size()) {
        throw invalid("levels of " + columns.get(0).size() + " and " + column.size() + " rows");
      }
      columns.add(column);
    }
    return index("MultiIndex", columns, columns.get(0).size());
  }

  private NdArray codes(PickleValue given) {
    if (given instanceof ArrayValue array
        && array.isComplete()
        && array.array().ndim() == 1
        && array.array().dtype().kind() == DType.Kind.INT) {
      return array.array();
    }
    throw invalid("codes that are " + given.described());
  }

  /** Returns the categories at the codes, of which -1 is a missing value. */
  private Values taken(Column categories, String dtype, NdArray codes, PickleValue record) {
    if (categories.unread() != null) {
      return new Values(null, dtype, dtype, null, record);
    }
    if (codes.size() > Integer.MAX_VALUE - 8) {
      throw invalid("a column of " + codes.size() + " codes");
    }
    int count = (int) codes.size();
    call.budget().charge(24L * count);
    int[] indexes = new int[count];
    boolean[] missing = new boolean[count];
    boolean anyMissing = false;
    for (int i = 0; i < count; i++) {
      long code = codes.getLong(i);
      if (code < -1 || code >= categories.size()) {
        throw invalid("the code " + code + " of " + categories.size() + " categories");
      }
      missing[i] = code == -1;
      anyMissing |= missing[i];
      indexes[i] = (int) Math.max(code, 0);
    }
    NdArray mask = anyMissing ? NdArray.of(missing) : null;
    NdArray values = categories.size() == 0 ? ObjectArray.of(PyList.of()) : held(categories);
    if (values instanceof ObjectArray objects) {
      PyList.Builder items = PyList.builder();
      for (int i = 0; i < count; i++) {
        items.append(missing[i] ? PyConstant.NONE : objects.get(indexes[i]));
      }
      return new Values(
          ObjectArray.of(items.value()), dtype, categories.valueDtype(), mask, record);
    }
    if (values.dtype().itemsize() > 16) {
      throw invalid("categories of " + values.dtype());
    }
    call.budget().charge((long) values.dtype().itemsize() * count);
    return new Values(NdArray.take(values, indexes), dtype, categories.valueDtype(), mask, record);
  }

  /** Returns the values of a column whose class is known. */
  private NdArray held(Column column) {
    try {
      return column.values();
    } catch (UnsupportedOperationException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the values of a block or an index. */
  private Values values(PickleValue given) {
    if (given instanceof ArrayValue array && array.isComplete()) {
      return plain(array.array(), name(array.array().dtype()), given);
    }
    if (given instanceof DataFrame index && index.isComplete() && index.index().size() == 1) {
      Column column = index.index().get(0);
      NdArray array = column.unread() == null ? held(column) : null;
      return new Values(array, column.dtype(), column.valueDtype(), null, given);
    }
    if (!(given instanceof PyCall made)) {
      throw invalid("values that are " + given.described());
    }
    PyTuple arguments = made.arguments() instanceof PyTuple positional ? positional : PyTuple.EMPTY;
    String type = name(made);
    PickleValue state = made.states().isEmpty() ? PyConstant.NONE : made.states().get(0);
    if (type.equals("__pyx_unpickle_NDArrayBacked") && arguments.size() == 3) {
      if (!(arguments.get(0) instanceof PyGlobal kind)) {
        throw invalid("an array whose class is " + arguments.get(0).described());
      }
      type = kind.name();
      state = state == PyConstant.NONE ? arguments.get(2) : state;
    }
    PickleValue dtype = PyConstant.NONE;
    PickleValue data = PyConstant.NONE;
    PickleValue mask = PyConstant.NONE;
    if (state instanceof PyTuple pair && pair.size() >= 2) {
      dtype = pair.get(0);
      data = pair.get(1);
    } else if (state instanceof PyDict attributes) {
      dtype = orNone(attributes.get("_dtype"));
      for (String name : new String[] {"_ndarray", "_codes", "_data"}) {
        data = data == PyConstant.NONE ? orNone(attributes.get(name)) : data;
      }
      mask = orNone(attributes.get("_mask"));
    }
    return of(type, dtype, data, mask, made);
  }

  private Values of(
      String type, PickleValue dtype, PickleValue data, PickleValue mask, PyCall made) {
    boolean isKnown =
        switch (type) {
          case "Categorical", "DatetimeArray", "TimedeltaArray", "StringArray" -> true;
          case "IntegerArray", "FloatingArray", "BooleanArray" -> true;
          default -> false;
        };
    if (!isKnown) {
      return new Values(null, made.typeName(), made.typeName(), null, made);
    }
    if (!(data instanceof ArrayValue array) || !array.isComplete()) {
      throw invalid("a " + type + " without values");
    }
    NdArray values = array.array();
    return switch (type) {
      case "Categorical" -> categorical(dtype, codes(data), made);
      case "DatetimeArray" -> times(values, dtype, made);
      case "StringArray" -> {
        if (!(values instanceof ObjectArray)) {
          throw invalid("a StringArray of " + values.dtype());
        }
        yield plain(values, isNan(dtype) ? "str" : "string", made);
      }
      case "TimedeltaArray" -> plain(values, name(values.dtype()), made);
      default -> nullable(values, mask, made);
    };
  }

  private static boolean isNan(PickleValue dtype) {
    return dtype instanceof PyCall made
        && made.arguments() instanceof PyTuple given
        && given.size() == 2
        && given.get(1) instanceof PyFloat real
        && Double.isNaN(real.value());
  }

  private Values nullable(NdArray values, PickleValue mask, PyCall made) {
    if (!(mask instanceof ArrayValue held)
        || !held.isComplete()
        || !held.array().dtype().equals(DTypes.BOOL)
        || !held.array().shape().equals(values.shape())) {
      throw invalid("a nullable column without a mask of its shape");
    }
    String name = name(values.dtype());
    String own =
        switch (values.dtype().kind()) {
          case BOOL -> "boolean";
          case INT, FLOAT -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
          case UINT -> "UI" + name.substring(2);
          default -> throw invalid("a nullable column of " + values.dtype());
        };
    Values plain = plain(values, own, made);
    return new Values(plain.array(), own, own, held.array(), made);
  }

  private Values categorical(PickleValue dtype, NdArray codes, PyCall made) {
    if (!(dtype instanceof PyCall type)
        || type.states().isEmpty()
        || !(type.states().get(0) instanceof PyDict attributes)
        || !(attributes.get("categories") instanceof DataFrame categories)
        || categories.index().size() != 1) {
      throw invalid("a Categorical without categories");
    }
    return taken(categories.index().get(0), "category", codes, made);
  }

  private Values times(NdArray values, PickleValue dtype, PyCall made) {
    if (values.dtype().kind() != DType.Kind.DATETIME) {
      throw invalid("a DatetimeArray of " + values.dtype());
    }
    String name = name(values.dtype());
    if (dtype instanceof PyCall type
        && !type.states().isEmpty()
        && type.states().get(0) instanceof PyDict attributes) {
      String zone = orNone(attributes.get("tz")).toString();
      name = name.substring(0, name.length() - 1) + ", " + zone + "]";
    }
    return plain(values, name, made);
  }

  private Values plain(NdArray array, String dtype, PickleValue record) {
    Shape shape = array.shape();
    if (shape.ndim() != 1 && shape.ndim() != 2) {
      throw invalid("values of " + shape.ndim() + " axes");
    }
    return new Values(array, dtype, dtype, null, record);
  }

  private static String name(DType dtype) {
    return dtype.toString();
  }

  private PyDict dict(PickleValue value, String what) {
    if (value instanceof PyDict dict) {
      return dict;
    }
    throw invalid(what + " must be a dict, not " + value.described());
  }

  private PyTuple tuple(PickleValue value, String what) {
    if (value instanceof PyTuple tuple) {
      return tuple;
    }
    throw invalid(what + " must be a tuple, not " + value.described());
  }

  private PySequence sequence(PickleValue value, String what) {
    if (value instanceof PySequence sequence) {
      return sequence;
    }
    throw invalid(what + " must be a list, not " + value.described());
  }
}

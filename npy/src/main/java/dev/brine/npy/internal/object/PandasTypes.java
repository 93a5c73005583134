package dev.brine.npy.internal.object;

import dev.brine.npy.array.DataFrame;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.array.TimeArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.TimeType;
import dev.brine.npy.dtype.TimeType.Unit;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyGlobal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names in the pickles of pandas 1 to 3. */
enum PandasTypes implements PickleType {
  /** A DataFrame, whose state follows. */
  FRAME,
  /** A Series, whose state follows. */
  SERIES,
  /** The functions that make an index of a class and a dict. */
  NEW_INDEX,
  /** A class that these functions are given. */
  INDEX_CLASS,
  /** A part of the others, kept as a record until the state of a whole needs it. */
  PART,
  /** {@code _unpickle_timestamp(value, freq, tz, unit)}. */
  TIMESTAMP,
  /** {@code _timedelta_unpickle(value, unit)}. */
  TIMEDELTA,
  /** {@code _nat_unpickle(None)}. */
  NOT_A_TIME,
  /** The missing value. */
  NOT_AVAILABLE,
  /** What holds no data that Brine reads. */
  UNREAD;

  private static final String TABLE =
      """
      FRAME pandas.core.frame DataFrame
      FRAME pandas DataFrame
      SERIES pandas.core.series Series
      SERIES pandas Series
      NEW_INDEX pandas.core.indexes.base _new_Index
      NEW_INDEX pandas.core.indexes.datetimes _new_DatetimeIndex
      INDEX_CLASS pandas.core.indexes.base Index
      INDEX_CLASS pandas.core.indexes.range RangeIndex
      INDEX_CLASS pandas.core.indexes.datetimes DatetimeIndex
      INDEX_CLASS pandas.core.indexes.timedeltas TimedeltaIndex
      INDEX_CLASS pandas.core.indexes.category CategoricalIndex
      INDEX_CLASS pandas.core.indexes.multi MultiIndex
      INDEX_CLASS pandas.core.indexes.numeric Int64Index UInt64Index Float64Index
      INDEX_CLASS pandas Index RangeIndex DatetimeIndex TimedeltaIndex CategoricalIndex MultiIndex
      PART pandas.core.internals.managers BlockManager SingleBlockManager
      PART pandas.core.internals BlockManager SingleBlockManager
      PART pandas._libs.internals _unpickle_block
      PART pandas.core.internals.blocks new_block
      PART pandas._libs.arrays __pyx_unpickle_NDArrayBacked
      PART pandas.core.arrays.categorical Categorical
      PART pandas.core.arrays.datetimes DatetimeArray
      PART pandas.core.arrays.timedeltas TimedeltaArray
      PART pandas.core.arrays.string_ StringArray StringDtype
      PART pandas.core.arrays.integer IntegerArray
      PART pandas.core.arrays.floating FloatingArray
      PART pandas.core.arrays.boolean BooleanArray BooleanDtype
      PART pandas.core.arrays.integer Int8Dtype Int16Dtype Int32Dtype Int64Dtype
      PART pandas.core.arrays.integer UInt8Dtype UInt16Dtype UInt32Dtype UInt64Dtype
      PART pandas.core.arrays.floating Float32Dtype Float64Dtype
      PART pandas.core.dtypes.dtypes CategoricalDtype DatetimeTZDtype
      PART pandas.arrays StringArray DatetimeArray TimedeltaArray
      PART pandas.arrays IntegerArray FloatingArray BooleanArray
      PART pandas Categorical CategoricalDtype DatetimeTZDtype StringDtype BooleanDtype
      PART pandas Int8Dtype Int16Dtype Int32Dtype Int64Dtype Float32Dtype Float64Dtype
      PART pandas UInt8Dtype UInt16Dtype UInt32Dtype UInt64Dtype
      PART pandas._libs.tslibs.offsets Day Hour Minute Second Milli Micro Nano Week
      PART pandas._libs.tslibs.offsets MonthEnd MonthBegin QuarterEnd QuarterBegin
      PART pandas._libs.tslibs.offsets YearEnd YearBegin BusinessDay BusinessHour
      PART pandas._libs.tslibs.offsets BusinessMonthEnd BusinessMonthBegin
      TIMESTAMP pandas._libs.tslibs.timestamps _unpickle_timestamp
      TIMEDELTA pandas._libs.tslibs.timedeltas _timedelta_unpickle
      NOT_A_TIME pandas._libs.tslibs.nattype _nat_unpickle __nat_unpickle
      NOT_AVAILABLE pandas._libs.missing NA
      NOT_AVAILABLE pandas NA
      UNREAD pandas.core.arrays.string_arrow ArrowStringArray
      UNREAD pandas.core.arrays.string_arrow ArrowStringArrayNumpySemantics
      UNREAD pandas.core.arrays.arrow.array ArrowExtensionArray
      UNREAD pandas.arrays ArrowStringArray ArrowExtensionArray PeriodArray IntervalArray SparseArray
      UNREAD pandas.core.arrays.period PeriodArray
      UNREAD pandas.core.arrays.interval IntervalArray
      UNREAD pandas.core.arrays.sparse.array SparseArray
      UNREAD pandas._libs.tslibs.period Period
      UNREAD pandas._libs.interval Interval
      UNREAD pandas Period Interval
      """;

  /** How pandas makes a column that is read. */
  private static final String ADVICE =
      "columns of this class are not read; astype(object), or for numbers to_numpy(), in pandas"
          + " makes one that is";

  private static final Map<String, PandasTypes> TYPES = table();

  private static Map<String, PandasTypes> table() {
    Map<String, PandasTypes> types = new HashMap<>();
    for (String line : TABLE.lines().toList()) {
      List<String> words = List.of(line.split(" ", -1));
      for (String name : words.subList(2, words.size())) {
        types.put(words.get(1) + '\n' + name, valueOf(words.get(0)));
      }
    }
    return types;
  }

  static @Nullable PandasTypes find(String module, String name) {
    return module.startsWith("pandas") ? TYPES.get(module + '\n' + name) : null;
  }

  @Override
  public boolean isDataUncalled() {
    return this == NOT_AVAILABLE;
  }

  @Override
  public Construction construct(Call call) {
    return switch (this) {
      case FRAME, SERIES -> {
        if (call.count() != 0 || !call.opcode().startsWith("NEWOBJ")) {
          throw call.refuse("its pickles make it without arguments, and build it from its state");
        }
        boolean isFrame = this == FRAME;
        yield DataFrame.pending(
            isFrame ? "DataFrame" : "Series", state -> new PandasState(call).whole(state, isFrame));
      }
      case NEW_INDEX -> {
        if (call.count() != 2
            || !(call.argument(0) instanceof PyGlobal made)
            || find(made.module(), made.name()) != INDEX_CLASS) {
          throw call.refuse("it would create an object of a class that is not a known index");
        }
        yield Construction.complete(new PandasState(call).index(made.name(), call.argument(1)));
      }
      case PART -> {
        if (call.global().name().startsWith("__pyx_unpickle")
            && (call.count() != 3
                || !(call.argument(0) instanceof PyGlobal made)
                || find(made.module(), made.name()) != PART)) {
          throw call.refuse("it would create an object of a class that is not a known array");
        }
        yield PyCall.builder(call.opcode(), call.global(), call.arguments(), call.offset());
      }
      case TIMESTAMP -> timestamp(call);
      case TIMEDELTA -> {
        if (call.count() != 1 && call.count() != 2) {
          throw call.invalid("takes a number and a unit");
        }
        yield Construction.complete(scalar(call, DType.Kind.TIMEDELTA, 1));
      }
      case NOT_A_TIME ->
          Construction.complete(scalar(DType.Kind.DATETIME, Unit.NANOSECOND, TimeArray.NAT));
      case INDEX_CLASS -> throw call.refuse("pandas' pickles only name this class");
      case NOT_AVAILABLE -> throw call.refuse("it is a constant");
      case UNREAD -> throw call.refuse(ADVICE);
    };
  }

  /** Without a time zone, a scalar of NumPy; with one a record, because the value is in UTC. */
  private static Construction timestamp(Call call) {
    if (call.count() != 3 && call.count() != 4) {
      throw call.invalid("takes a number, a frequency, a time zone and a unit");
    }
    return call.argument(2) == PyConstant.NONE
        ? Construction.complete(scalar(call, DType.Kind.DATETIME, 3))
        : PyCall.builder(call.opcode(), call.global(), call.arguments(), call.offset());
  }

  private static PickleValue scalar(Call call, DType.Kind kind, int unitAt) {
    long count = Arguments.integer(call.argument(0), "the value of a time");
    long code =
        call.count() > unitAt ? Arguments.integer(call.argument(unitAt), "the unit of a time") : 10;
    Unit unit =
        switch ((int) Math.min(Math.max(code, -1), 99)) {
          case 7 -> Unit.SECOND;
          case 8 -> Unit.MILLISECOND;
          case 9 -> Unit.MICROSECOND;
          case 10 -> Unit.NANOSECOND;
          default -> throw call.invalid("has no unit " + code);
        };
    return scalar(kind, unit, count);
  }

  private static PickleValue scalar(DType.Kind kind, Unit unit, long count) {
    byte[] bytes = new byte[Long.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(count);
    return ScalarValue.wrap(TimeType.of(kind, DType.Endian.LITTLE, unit, 1), bytes);
  }
}

package dev.brine.npy.internal.object;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StringDType;
import dev.brine.npy.dtype.StringDType.Missing;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The table of names in NumPy's pickles, as NumPy 1 and 2 spell them. */
public final class NumpyTypes implements PickleTypes {
  /** The only instance, which is immutable. */
  public static final NumpyTypes INSTANCE = new NumpyTypes();

  /**
   * NumPy's table, and those of SciPy and pandas. A scan does not use these: it cannot vouch for
   * the code of other libraries, and it does not build the arrays that their checks need.
   */
  public static final PickleTypes WITH_LIBRARIES =
      INSTANCE.or(SparseTypes::find).or(PandasTypes::find);

  private NumpyTypes() {}

  @Override
  public @Nullable PickleType find(String module, String name) {
    PickleType type =
        switch (module) {
          case "numpy" -> name.equals("dtype") ? NumpyType.DTYPE : null;
          case "numpy.core.multiarray", "numpy._core.multiarray" -> ofMultiarray(name);
          case "numpy.core.numeric", "numpy._core.numeric" ->
              name.equals("_frombuffer") ? NumpyType.FROMBUFFER : null;
          case "numpy.core._internal" -> name.equals("_reconstruct") ? NumpyType.RECONSTRUCT : null;
          case "numpy._core._internal" ->
              name.equals("_convert_to_stringdtype_kwargs") ? NumpyType.STRING_DTYPE : null;
          case "numpy.ma.core" -> ofMasked(name);
          default -> null;
        };
    return type != null ? type : NamedClass.find(module, name);
  }

  private static @Nullable PickleType ofMultiarray(String name) {
    return switch (name) {
      case "_reconstruct" -> NumpyType.RECONSTRUCT;
      case "scalar" -> NumpyType.SCALAR;
      default -> null;
    };
  }

  private static @Nullable PickleType ofMasked(String name) {
    return switch (name) {
      case "_mareconstruct" -> NumpyType.MASKED_RECONSTRUCT;
      case "MaskedConstant" -> NumpyType.MASKED_CONSTANT;
      default -> null;
    };
  }

  /** NumPy's functions and classes that create data. */
  private enum NumpyType implements PickleType {
    RECONSTRUCT,
    FROMBUFFER,
    SCALAR,
    DTYPE,
    STRING_DTYPE,
    MASKED_RECONSTRUCT,
    MASKED_CONSTANT;

    @Override
    public Construction construct(Call call) {
      return switch (this) {
        case RECONSTRUCT -> reconstruct(call);
        case FROMBUFFER -> Construction.complete(fromBuffer(call));
        case SCALAR -> Construction.complete(scalar(call));
        case DTYPE -> DTypeConstruction.of(call);
        case STRING_DTYPE -> Construction.complete(stringDType(call));
        case MASKED_RECONSTRUCT -> maskedReconstruct(call);
        case MASKED_CONSTANT -> maskedConstant(call);
      };
    }

    /** {@code _reconstruct(numpy.ndarray, (0,), b'b')}: an array whose state BUILD sets later. */
    private static Construction reconstruct(Call call) {
      if (call.count() != 3) {
        throw call.invalid("takes a class, a shape and a type");
      }
      String subtype = arrayClass(call, call.argument(0), NamedClass.ARRAY);
      requireEmpty(call, call.argument(1), call.argument(2));
      call.budget().charge(ArrayState.ARRAY_BYTES);
      return ArrayValue.pending(subtype, state -> ArrayState.of(state, call.budget()).array());
    }

    /** {@code _mareconstruct(MaskedArray, numpy.ndarray, (0,), 'b')}. */
    private static Construction maskedReconstruct(Call call) {
      if (call.count() != 4) {
        throw call.invalid("takes two classes, a shape and a type");
      }
      arrayClass(call, call.argument(0), NamedClass.MASKED_ARRAY);
      String subtype = arrayClass(call, call.argument(1), NamedClass.ARRAY);
      requireEmpty(call, call.argument(2), call.argument(3));
      call.budget().charge(2 * ArrayState.ARRAY_BYTES);
      return MaskedValue.pending(subtype, state -> MaskedState.parts(state, call.budget()));
    }

    private static Construction maskedConstant(Call call) {
      if (call.count() != 0) {
        throw call.invalid("takes nothing");
      }
      return Construction.complete(MaskedValue.constant());
    }

    /**
     * The name of a class such as numpy.ndarray, regardless of its module in a version of NumPy.
     */
    private static String arrayClass(Call call, PickleValue named, NamedClass wanted) {
      if (named instanceof PyGlobal subtype && wanted.has(subtype)) {
        return "numpy." + subtype.name();
      }
      throw call.refuse(
          "it would create an object of " + named + ", which is not a known array class");
    }

    private static void requireEmpty(Call call, PickleValue shape, PickleValue code) {
      boolean empty =
          shape instanceof PyTuple dims && dims.size() == 1 && dims.get(0).equals(PyInt.of(0));
      if (!empty || !Arguments.isText(code) || !Arguments.text(code, "the type").equals("b")) {
        throw call.invalid("takes the shape (0,) and the type 'b' only");
      }
    }

    /** {@code _frombuffer(buffer, dtype, shape, order[, axis_order])}: arrays in protocol 5. */
    private static ArrayValue fromBuffer(Call call) {
      if (call.count() != 4 && call.count() != 5) {
        throw call.invalid("takes a buffer, a dtype, a shape and an order");
      }
      call.budget().charge(ArrayState.ARRAY_BYTES);
      if (!(call.argument(0) instanceof PyBytes buffer)) {
        throw Arguments.wrong("the buffer of an ndarray", "bytes", call.argument(0));
      }
      DType dtype = ArrayState.elementType(call.argument(1));
      if (dtype.hasObject()) {
        throw new InvalidStateException(
            Anomaly.HARMFUL,
            "an array of "
                + dtype
                + " cannot be made from bytes: NumPy would use them as pointers");
      }
      Shape shape = bufferShape(call);
      String order = Arguments.text(call.argument(3), "the order of an ndarray");
      Order laid = order.equals("F") ? Order.F : Order.C;
      NdArray array = ArrayState.numbers(dtype, shape, laid, buffer, call.budget());
      boolean axes = call.count() == 5 && call.argument(4) != PyConstant.NONE;
      return switch (order) {
        case "C", "F" -> {
          if (axes) {
            throw call.invalid("the order of the axes goes with the order K only");
          }
          yield ArrayValue.of(array);
        }
        case "K" -> ArrayValue.of(transposed(array, call));
        default -> throw call.invalid("the order must be C, F or K");
      };
    }

    /** NumPy's {@code reshape} would compute a length for -1, but NumPy never writes -1 here. */
    private static Shape bufferShape(Call call) {
      for (long dim : Arguments.dims(call.argument(2), "the shape of an ndarray")) {
        if (dim < 0) {
          throw new InvalidStateException(
              Anomaly.UNUSUAL, "an ndarray's shape has the negative length " + dim);
        }
      }
      return ArrayState.shape(call.argument(2), call.budget());
    }

    /** The shape is that of the buffer; the result has the same axes in another order. */
    private static NdArray transposed(NdArray array, Call call) {
      if (call.count() != 5) {
        throw call.invalid("the order K needs the order of the axes");
      }
      long[] given = Arguments.dims(call.argument(4), "the order of the axes");
      if (given.length != array.ndim()) {
        throw call.invalid("orders " + given.length + " axes of " + array.ndim());
      }
      int[] axes = new int[given.length];
      boolean[] seen = new boolean[given.length];
      for (int i = 0; i < axes.length; i++) {
        if (given[i] < 0 || given[i] >= axes.length || seen[(int) given[i]]) {
          throw call.invalid("the order of the axes is not a permutation");
        }
        axes[i] = (int) given[i];
        seen[axes[i]] = true;
      }
      return array.transpose(axes);
    }

    private static final long SCALAR_BYTES = 56;
    private static final long FIELD_STEPS = 32;

    /** {@code scalar(dtype, bytes)}; a struct with objects has a 0-d array instead of bytes. */
    private static ScalarValue scalar(Call call) {
      if (call.count() != 2) {
        throw call.invalid("takes a dtype and its bytes");
      }
      DType dtype = ArrayState.elementType(call.argument(0));
      if (dtype.hasObject()) {
        // comparing two structs takes time, which is charged as memory
        call.budget().charge(SCALAR_BYTES + FIELD_STEPS * dtype.totalFields());
        return ScalarValue.of(structScalar(call, dtype, call.argument(1)));
      }
      call.budget().charge(SCALAR_BYTES + dtype.itemsize());
      ByteBuffer raw = Arguments.bytes(call.argument(1), "the value of a scalar", call.budget());
      if (raw.capacity() < dtype.itemsize()) {
        throw call.invalid("a scalar of " + dtype + " with " + raw.capacity() + " bytes");
      }
      byte[] element = new byte[dtype.itemsize()];
      raw.get(0, element);
      return ScalarValue.wrap(dtype, element);
    }

    private static ArrayValue structScalar(Call call, DType dtype, PickleValue value) {
      boolean matches =
          dtype.kind() == DType.Kind.STRUCT
              && value instanceof ArrayValue array
              && array.isComplete()
              && array.array().ndim() == 0
              && array.array().dtype().equals(dtype);
      if (!matches) {
        throw call.invalid("a scalar of " + dtype + " needs a 0-d array of that dtype");
      }
      return (ArrayValue) value;
    }

    /** {@code _convert_to_stringdtype_kwargs(coerce[, na_object])}: NumPy 2's StringDType. */
    private static DTypeValue stringDType(Call call) {
      if (call.count() != 1 && call.count() != 2) {
        throw call.invalid("takes a bool and the representation of a missing string");
      }
      boolean coerce = Arguments.flag(call.argument(0), "whether a StringDType coerces");
      if (call.count() == 1) {
        return DTypeValue.of(StringDType.of(coerce, Missing.UNSET));
      }
      PickleValue missing = call.argument(1);
      if (missing == PyConstant.NONE) {
        return DTypeValue.of(StringDType.of(coerce, Missing.NONE));
      }
      if (missing instanceof PyFloat real && Double.isNaN(real.value())) {
        return DTypeValue.of(StringDType.of(coerce, Missing.NAN));
      }
      if (missing instanceof PyStr text) {
        return DTypeValue.of(StringDType.of(coerce, text.value()));
      }
      throw Arguments.wrong(
          "the representation of a missing string", "None, nan or a str", missing);
    }
  }
}

package dev.brine.npy.internal.object;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyTuple;

/** NumPy's functions and classes that build data. */
enum NumpyType implements PickleType {
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
      case FROMBUFFER -> Construction.complete(FromBuffer.array(call));
      case SCALAR -> Construction.complete(Scalars.scalar(call));
      case DTYPE -> DTypeConstruction.of(call);
      case STRING_DTYPE -> Construction.complete(StringDTypes.dtype(call));
      case MASKED_RECONSTRUCT -> maskedReconstruct(call);
      case MASKED_CONSTANT -> maskedConstant(call);
    };
  }

  /** {@code _reconstruct(numpy.ndarray, (0,), b'b')}: an array whose state BUILD will bring. */
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

  /** As numpy.ndarray, whichever module its version of NumPy kept it in. */
  private static String arrayClass(Call call, PickleValue named, NamedClass wanted) {
    if (named instanceof PyGlobal subtype && wanted.has(subtype)) {
      return "numpy." + subtype.name();
    }
    throw call.refuse("it would make an object of " + named + ", which is no known array class");
  }

  private static void requireEmpty(Call call, PickleValue shape, PickleValue code) {
    boolean empty =
        shape instanceof PyTuple dims && dims.size() == 1 && dims.get(0).equals(PyInt.of(0));
    if (!empty || !Arguments.isText(code) || !Arguments.text(code, "the type").equals("b")) {
      throw call.invalid("takes the shape (0,) and the type 'b' only");
    }
  }
}

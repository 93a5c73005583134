package dev.brine.npy.internal.object;

import dev.brine.npy.array.ArrayValue;
import dev.brine.pickle.type.Call;
import dev.brine.pickle.type.PickleType;
import dev.brine.pickle.value.Construction;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyTuple;

/** What NumPy's names build. */
enum NumpyType implements PickleType {
  RECONSTRUCT,
  FROMBUFFER,
  SCALAR,
  DTYPE,
  /** {@code ndarray} and its subclasses: named as an argument, never called. */
  ARRAY_CLASS,
  /** {@code numpy.record}: names the dtype of a record array. */
  RECORD_CLASS;

  @Override
  public Construction construct(Call call) {
    return switch (this) {
      case RECONSTRUCT -> reconstruct(call);
      case FROMBUFFER -> Construction.complete(ArrayStates.fromBuffer(call));
      case SCALAR -> Construction.complete(ArrayStates.scalar(call));
      case DTYPE -> DTypeConstruction.of(call);
      case ARRAY_CLASS, RECORD_CLASS ->
          throw call.refuse("NumPy pickles never call this class; called, it may touch files");
    };
  }

  /** {@code _reconstruct(numpy.ndarray, (0,), b'b')}: an array whose state BUILD will bring. */
  private static Construction reconstruct(Call call) {
    if (call.count() != 3) {
      throw call.invalid("takes a class, a shape and a type");
    }
    if (!(call.argument(0) instanceof PyGlobal subtype) || !ArrayClasses.has(subtype)) {
      throw call.refuse("it would make a " + call.argument(0) + ", which is no known array class");
    }
    boolean empty =
        call.argument(1) instanceof PyTuple shape
            && shape.size() == 1
            && shape.get(0).equals(PyInt.of(0));
    if (!empty) {
      throw call.invalid("takes the shape (0,) only");
    }
    call.budget().charge(ArrayStates.ARRAY_BYTES);
    return ArrayValue.pending("numpy." + subtype.name(), ArrayStates::array);
  }
}

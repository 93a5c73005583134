package dev.brine.pickle.internal.python;

import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import org.jspecify.annotations.Nullable;

/** What the names of {@code uuid} build, and the function that makes a UUID in protocols 0, 1. */
enum Identifiers implements PickleType {
  UUID,
  SAFE_UUID,
  RECONSTRUCTOR;

  static @Nullable PickleType find(String name) {
    return switch (name) {
      case "UUID" -> UUID;
      case "SafeUUID" -> SAFE_UUID;
      default -> null;
    };
  }

  @Override
  public Construction construct(Call call) {
    return switch (this) {
      case UUID -> uuid(call);
      case SAFE_UUID -> Construction.complete(safe(call));
      case RECONSTRUCTOR -> reconstruct(call);
    };
  }

  /** Made empty by NEWOBJ; its state comes by BUILD. */
  private static Construction uuid(Call call) {
    if (call.count() != 0 || !call.opcode().startsWith("NEWOBJ")) {
      throw call.invalid("is made without arguments, and built from its state");
    }
    return PyLibrary.Uuid.builder();
  }

  /** An enum's member, which Python 3.7 puts in the state; its value says as much. */
  private static PickleValue safe(Call call) {
    if (call.count() == 1
        && (call.argument(0) == PyConstant.NONE || call.argument(0) instanceof PyInt)) {
      return call.argument(0);
    }
    throw call.invalid("takes None or an int");
  }

  /** {@code copyreg._reconstructor(uuid.UUID, object, None)}; of any other class it is code. */
  private static Construction reconstruct(Call call) {
    Arguments.requireFunctionCall(call);
    if (call.count() != 3 || !(call.argument(0) instanceof PyGlobal made)) {
      throw call.invalid("takes a class, its base and a state");
    }
    boolean uuid = made.module().equals("uuid") && made.name().equals("UUID");
    if (!uuid || !isObject(call.argument(1)) || call.argument(2) != PyConstant.NONE) {
      throw call.refuse("it makes an object of the class " + made);
    }
    return PyLibrary.Uuid.builder();
  }

  private static boolean isObject(PickleValue base) {
    return base instanceof PyGlobal global
        && global.name().equals("object")
        && (global.module().equals("builtins") || global.module().equals("__builtin__"));
  }
}

package dev.brine.pickle.internal.python;

import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyGlobal;
import org.jspecify.annotations.Nullable;

/**
 * Classes that pickles name without calling them: as the factory of a defaultdict, or as the base
 * of an object in protocols 0 and 1.
 */
final class Classes implements PickleType {
  /** What stands for each of them. */
  static final Classes NAMED = new Classes();

  private Classes() {}

  @Override
  public Construction construct(Call call) {
    throw call.refuse("it is known as the name of a class only");
  }

  /** The class as Python 3 names it, or null if it is not one that is data. */
  static @Nullable PyGlobal modern(PyGlobal global) {
    String name = global.name();
    return switch (global.module()) {
      case "builtins", "__builtin__" -> {
        String modern = modernBuiltin(name);
        yield modern == null ? null : new PyGlobal("builtins", modern, global.offset());
      }
      case "collections" -> isCollection(name) ? global : null;
      case "datetime" -> Times.find(name) == null ? null : global;
      case "decimal" -> name.equals("Decimal") ? global : null;
      case "fractions" -> name.equals("Fraction") ? global : null;
      case "uuid" -> name.equals("UUID") ? global : null;
      default -> null;
    };
  }

  static @Nullable String modernBuiltin(String name) {
    return switch (name) {
      case "int", "float", "complex", "bool", "str", "bytes", "bytearray" -> name;
      case "list", "tuple", "dict", "set", "frozenset", "object", "range", "slice" -> name;
      case "long" -> "int";
      case "unicode" -> "str";
      case "xrange" -> "range";
      default -> null;
    };
  }

  private static boolean isCollection(String name) {
    return switch (name) {
      case "OrderedDict", "defaultdict", "Counter", "deque" -> true;
      default -> false;
    };
  }
}

package dev.brine.scan;

import dev.brine.npy.array.DTypeValue;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Functions by which dill and cloudpickle rebuild arrays, types and constants. Other arguments make
 * them run code, so each call is rated by its arguments.
 */
final class LibraryCalls {
  private static final Set<String> MODULES =
      Set.of(
          "dill._dill",
          "cloudpickle.cloudpickle",
          "cloudpickle.cloudpickle_fast",
          "joblib.externals.cloudpickle.cloudpickle",
          "joblib.externals.cloudpickle.cloudpickle_fast");

  private static final Set<String> TYPES = Set.of("_load_type", "_builtin_type");
  private static final Set<String> FUNCTIONS =
      Set.of("_load_type", "_builtin_type", "_eval_repr", "_create_array", "_create_namedtuple");

  /** Types, as these libraries name them, that only make values. */
  private static final Set<String> DATA_TYPES =
      Set.of(
          ("slice dict list tuple set frozenset int float complex bool str bytes bytearray range"
                  + " object NoneType EllipsisType NotImplementedType MappingProxyType"
                  + " DictProxyType SimpleNamespace PartialType ItemGetterType")
              .split(" "));

  private static final Set<String> GETTER_TYPES = Set.of("AttrGetterType", "MethodCallerType");
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]*Type");
  private static final Pattern CONSTANT =
      Pattern.compile("Ellipsis|NotImplemented|range\\(-?\\d+, -?\\d+(, -?\\d+)?\\)");

  private LibraryCalls() {}

  /** Returns whether this is one of the functions. */
  static boolean has(PyGlobal global) {
    return FUNCTIONS.contains(global.name()) && MODULES.contains(global.module());
  }

  /** Returns whether the value is a type that is asked for by name, and makes functions or code. */
  static boolean isCodeType(PyCall value) {
    String type = typeName(value);
    return type != null && !DATA_TYPES.contains(type) && !GETTER_TYPES.contains(type);
  }

  /** Returns whether the value is the type of what gets an attribute of its argument. */
  static boolean isGetterType(PyCall value) {
    String type = typeName(value);
    return type != null && GETTER_TYPES.contains(type);
  }

  private static @Nullable String typeName(PyCall value) {
    boolean isType =
        value.callable() instanceof PyGlobal callable
            && has(callable)
            && TYPES.contains(callable.name());
    return isType && value.arguments() instanceof PyTuple given && given.size() == 1
        ? text(given, 0)
        : null;
  }

  /** Returns the verdict on a call, which is never clean. */
  static Verdict call(PyGlobal callable, PyTuple arguments) {
    boolean isData =
        switch (callable.name()) {
          case "_load_type" -> arguments.size() == 1 && NameRating.isPlain(text(arguments, 0));
          // any attribute of the module types
          case "_builtin_type" ->
              arguments.size() == 1 && TYPE.matcher(text(arguments, 0)).matches();
          case "_eval_repr" ->
              arguments.size() == 1 && CONSTANT.matcher(text(arguments, 0)).matches();
          case "_create_array" -> isArray(arguments);
          default -> isNamedTuple(arguments);
        };
    return isData ? Verdict.SUSPICIOUS : Verdict.DANGEROUS;
  }

  /** {@code (_reconstruct, (class, shape, typecode), state, attributes)}. */
  private static boolean isArray(PyTuple arguments) {
    return arguments.size() >= 3
        && arguments.size() <= 4
        && arguments.get(0) instanceof PyGlobal function
        && function.name().equals("_reconstruct")
        && function.module().startsWith("numpy.")
        && function.module().endsWith("core.multiarray")
        && arguments.get(1) instanceof PyTuple made
        && made.size() == 3
        && made.get(0) instanceof PyGlobal
        && arguments.get(2) instanceof PyTuple state
        && isArrayState(state)
        && (arguments.size() == 3 || areAttributes(arguments.get(3)));
  }

  /** NumPy checks the rest of a state, if its dtype is a valid one. */
  private static boolean isArrayState(PyTuple state) {
    return state.size() == 5
        && state.get(0).kind() == PickleValue.Kind.INT
        && state.get(1) instanceof PyTuple
        && state.get(2) instanceof DTypeValue
        && state.get(3).kind() == PickleValue.Kind.BOOL
        && (state.get(4).kind() == PickleValue.Kind.BYTES
            || state.get(4).kind() == PickleValue.Kind.LIST);
  }

  private static boolean areAttributes(PickleValue value) {
    if (value instanceof PyDict dict) {
      for (int i = 0; i < dict.size(); i++) {
        if (!(dict.key(i) instanceof PyStr key) || key.value().startsWith("__")) {
          return false;
        }
      }
      return true;
    }
    return value.kind() == PickleValue.Kind.NONE;
  }

  /** {@code (name, fields, module)}: it makes a class, or imports the one of this name. */
  private static boolean isNamedTuple(PyTuple arguments) {
    if (arguments.size() < 3) {
      return false;
    }
    PyGlobal named = new PyGlobal(text(arguments, 2), text(arguments, 0), 0);
    return NameRating.isPlain(named.module())
        && NameRating.isPlain(named.name())
        && named.name().indexOf('.') < 0
        && !has(named)
        && NameRating.mayBeAllowed(named);
  }

  private static String text(PyTuple arguments, int index) {
    return arguments.get(index) instanceof PyStr text ? text.value() : "";
  }
}

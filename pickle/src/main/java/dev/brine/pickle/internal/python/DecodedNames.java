package dev.brine.pickle.internal.python;

import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyStr;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names that a decoder may accept because it never calls anything, and that a scan rates by its own
 * table, because Python would call them: functions as values, exceptions, and the two functions
 * that take a method of a time zone.
 */
public enum DecodedNames implements PickleType {
  /** A function or class that stands for itself. */
  CONSTANT,
  /** One of Python's exceptions: becomes a record of its arguments. */
  EXCEPTION,
  /** {@code builtins.getattr}. */
  GETATTR,
  /** {@code operator.attrgetter}. */
  ATTRGETTER,
  /** {@code numpy.core._ufunc_reconstruct(module, name)}. */
  UFUNC;

  /** Functions of {@code builtins} that neither run text nor reach files. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          ("abs all any ascii bin callable chr divmod enumerate format hash hex id isinstance"
                  + " issubclass iter len max min next oct ord pow repr reversed round sorted sum"
                  + " zip")
              .split(" "));

  private static final Set<String> EXCEPTIONS =
      Set.of(
          ("ArithmeticError AssertionError AttributeError BaseException BlockingIOError"
                  + " BrokenPipeError BufferError BytesWarning ChildProcessError"
                  + " ConnectionAbortedError ConnectionError ConnectionRefusedError"
                  + " ConnectionResetError DeprecationWarning EOFError EnvironmentError Exception"
                  + " FileExistsError FileNotFoundError FloatingPointError FutureWarning"
                  + " GeneratorExit IOError ImportError ImportWarning IndentationError IndexError"
                  + " InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError"
                  + " MemoryError ModuleNotFoundError NameError NotADirectoryError"
                  + " NotImplementedError OSError OverflowError PendingDeprecationWarning"
                  + " PermissionError ProcessLookupError RecursionError ReferenceError"
                  + " ResourceWarning RuntimeError RuntimeWarning StandardError StopAsyncIteration"
                  + " StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError"
                  + " TimeoutError TypeError UnboundLocalError UnicodeDecodeError"
                  + " UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning"
                  + " UserWarning ValueError Warning ZeroDivisionError")
              .split(" "));

  private static final Set<String> UFUNCS =
      Set.of(
          ("abs absolute acos acosh add arccos arccosh arcsin arcsinh arctan arctan2 arctanh asin"
                  + " asinh atan atan2 atanh bitwise_and bitwise_count bitwise_invert"
                  + " bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor"
                  + " cbrt ceil concat conj conjugate copysign cos cosh deg2rad degrees divide"
                  + " divmod equal exp exp2 expm1 fabs float_power floor floor_divide fmax fmin"
                  + " fmod frexp gcd greater greater_equal heaviside hypot invert isfinite isinf"
                  + " isnan isnat lcm ldexp left_shift less less_equal log log10 log1p log2"
                  + " logaddexp logaddexp2 logical_and logical_not logical_or logical_xor matmul"
                  + " matvec maximum minimum mod modf multiply negative nextafter not_equal"
                  + " positive pow power rad2deg radians reciprocal remainder right_shift rint"
                  + " sign signbit sin sinh spacing sqrt square subtract tan tanh true_divide trunc"
                  + " vecdot vecmat")
              .split(" "));

  /** Returns what a decoder makes of the name, or null if it refuses it. */
  public static @Nullable PickleType find(String module, String name) {
    return switch (module) {
      case "builtins", "__builtin__" ->
          name.equals("getattr")
              ? GETATTR
              : FUNCTIONS.contains(name) ? CONSTANT : EXCEPTIONS.contains(name) ? EXCEPTION : null;
      case "dateutil.tz", "dateutil.tz.tz" -> Zones.ofFile(module, name);
      case "exceptions" -> EXCEPTIONS.contains(name) ? EXCEPTION : null;
      case "operator", "_operator" -> name.equals("attrgetter") ? ATTRGETTER : null;
      case "datetime" -> name.equals("tzinfo") ? EXCEPTION : null;
      case "numpy", "numpy.core._multiarray_umath", "numpy._core._multiarray_umath" ->
          UFUNCS.contains(name) ? CONSTANT : null;
      case "numpy.core", "numpy._core" -> name.equals("_ufunc_reconstruct") ? UFUNC : null;
      default -> null;
    };
  }

  /** Returns whether this names a function that is a value as long as nothing calls it. */
  public static boolean isConstant(PyGlobal global) {
    return find(global.module(), global.name()) == CONSTANT;
  }

  /** Returns whether a pickle that is written may have the name. */
  public static boolean isWritten(PyGlobal global) {
    PickleType type = find(global.module(), global.name());
    return type == CONSTANT || type == EXCEPTION || type == Zones.TZFILE;
  }

  /** Returns whether this names one of NumPy's ufuncs. */
  public static boolean isUfunc(PyGlobal global) {
    return isConstant(global) && UFUNCS.contains(global.name());
  }

  @Override
  public boolean isDataUncalled() {
    return this == CONSTANT || this == EXCEPTION;
  }

  @Override
  public Construction construct(Call call) {
    return switch (this) {
      case CONSTANT -> throw call.refuse("it is known as a value only, and would be called");
      case EXCEPTION ->
          PyCall.builder(call.opcode(), call.global(), call.arguments(), call.offset());
      case GETATTR -> Zones.method(call);
      case ATTRGETTER -> Zones.attribute(call);
      case UFUNC -> ufunc(call);
    };
  }

  private static Construction ufunc(Call call) {
    if (call.count() == 2
        && call.argument(0) instanceof PyStr module
        && call.argument(1) instanceof PyStr name
        && module.value().startsWith("numpy")) {
      PyGlobal ufunc = new PyGlobal(module.value(), name.value(), call.offset());
      if (isUfunc(ufunc)) {
        return Construction.complete(ufunc);
      }
    }
    throw call.refuse("only the name of a ufunc is data");
  }
}

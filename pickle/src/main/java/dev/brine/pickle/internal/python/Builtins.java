package dev.brine.pickle.internal.python;

import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyStr;
import org.jspecify.annotations.Nullable;

/** Builds the types of {@code builtins}, and handles {@code _codecs.encode}. */
enum Builtins implements PickleType {
  SET,
  FROZENSET,
  BYTES,
  BYTEARRAY,
  ENCODE,
  COMPLEX,
  RANGE,
  SLICE,
  ELLIPSIS,
  NOT_IMPLEMENTED;

  static @Nullable PickleType find(String module, String name) {
    boolean modern = module.equals("builtins");
    return switch (name) {
      case "set" -> SET;
      case "frozenset" -> FROZENSET;
      case "bytes" -> BYTES;
      case "bytearray" -> BYTEARRAY;
      case "complex" -> COMPLEX;
      case "slice" -> SLICE;
      case "range" -> modern ? RANGE : null;
      case "xrange" -> modern ? null : RANGE;
      case "Ellipsis" -> ELLIPSIS;
      case "NotImplemented" -> NOT_IMPLEMENTED;
      case "long", "unicode" -> modern ? null : Classes.NAMED;
      default -> Classes.modernBuiltin(name) == null ? null : Classes.NAMED;
    };
  }

  @Override
  public @Nullable PickleValue constant() {
    return switch (this) {
      case ELLIPSIS -> PyConstant.ELLIPSIS;
      case NOT_IMPLEMENTED -> PyConstant.NOT_IMPLEMENTED;
      default -> null;
    };
  }

  @Override
  public Construction construct(Call call) {
    return switch (this) {
      case SET -> set(call, Kind.SET);
      case FROZENSET -> set(call, Kind.FROZENSET);
      case BYTES -> Construction.complete(bytes(call));
      case BYTEARRAY -> Construction.complete(byteArray(call));
      case ENCODE -> Construction.complete(encode(call));
      case COMPLEX -> Construction.complete(complex(call));
      case RANGE -> Construction.complete(range(call));
      case SLICE -> Construction.complete(slice(call));
      case ELLIPSIS, NOT_IMPLEMENTED -> throw call.invalid("a constant cannot be called");
    };
  }

  private static Construction set(Call call, Kind kind) {
    if (kind == Kind.SET) {
      Arguments.requireNothingLost(call);
    }
    PySet.Builder set = PySet.builder(kind, call.keys());
    if (call.count() > 1) {
      throw call.invalid("takes one list or tuple");
    }
    if (call.count() == 1) {
      PySequence elements = Arguments.sequence(call, 0);
      for (int i = 0; i < elements.size(); i++) {
        set.put(elements.get(i));
      }
    }
    return kind == Kind.SET ? set : Construction.complete(set.value());
  }

  /** Python 3 writes an empty bytes as {@code bytes()} in protocols 0 to 2. */
  private static PyBytes bytes(Call call) {
    if (call.count() == 0) {
      return PyBytes.wrap(new byte[0]);
    }
    if (call.count() == 1 && call.argument(0) instanceof PyBytes given) {
      return PyBytes.wrap(copy(call, given));
    }
    if (call.count() == 1 && call.argument(0) instanceof PySequence) {
      return PyBytes.wrap(bytes(call, Arguments.sequence(call, 0)));
    }
    throw call.invalid("takes nothing, bytes or a list of ints");
  }

  private static byte[] bytes(Call call, PySequence items) {
    byte[] bytes = new byte[items.size()];
    for (int i = 0; i < bytes.length; i++) {
      if (!(items.get(i) instanceof PyInt item)
          || !item.isLong()
          || item.longValue() != (item.longValue() & 0xff)) {
        throw call.invalid("takes ints of 0 to 255");
      }
      bytes[i] = (byte) item.longValue();
    }
    return bytes;
  }

  private static PyBytes byteArray(Call call) {
    Arguments.requireNothingLost(call);
    if (call.count() == 0) {
      return PyBytes.wrapByteArray(new byte[0]);
    }
    if (call.count() == 1 && call.argument(0) instanceof PyBytes given) {
      return PyBytes.wrapByteArray(copy(call, given));
    }
    if (call.count() == 1 && call.argument(0) instanceof PySequence) {
      return PyBytes.wrapByteArray(bytes(call, Arguments.sequence(call, 0)));
    }
    if (call.count() == 2 && call.argument(0) instanceof PyStr text && isLatin1(call.argument(1))) {
      return PyBytes.wrapByteArray(Arguments.latin1(call, text.value()));
    }
    throw new InvalidStateException(
        Anomaly.UNUSUAL, call.global() + ": takes bytes, or a str and 'latin-1'");
  }

  /**
   * Returns how Python 3 spells bytes in protocols 0 to 2: {@code _codecs.encode(text, 'latin1')}.
   */
  private static PyBytes encode(Call call) {
    Arguments.requireFunctionCall(call);
    if (call.count() != 2 || !(call.argument(0) instanceof PyStr text)) {
      throw call.refuse("only _codecs.encode(str, 'latin1') is data");
    }
    if (!isLatin1(call.argument(1))) {
      throw call.refuse("a codec other than latin1 runs code");
    }
    return PyBytes.wrap(Arguments.latin1(call, text.value()));
  }

  private static boolean isLatin1(PickleValue codec) {
    return codec instanceof PyStr name
        && switch (name.value()) {
          case "latin1", "latin-1", "iso-8859-1" -> true;
          default -> false;
        };
  }

  private static byte[] copy(Call call, PyBytes bytes) {
    call.budget().charge(bytes.size());
    return bytes.toByteArray();
  }

  private static PyNumber.Complex complex(Call call) {
    if (call.count() != 2) {
      throw call.invalid("takes two floats");
    }
    return new PyNumber.Complex(real(call, 0), real(call, 1));
  }

  private static double real(Call call, int index) {
    PickleValue value = call.argument(index);
    if (value instanceof PyFloat real) {
      return real.value();
    }
    throw call.invalid("takes two floats but got " + value.described());
  }

  private static PyLibrary.Range range(Call call) {
    PyInt zero = PyInt.of(0);
    PyInt one = PyInt.of(1);
    return switch (call.count()) {
      case 1 -> new PyLibrary.Range(zero, Arguments.integer(call, 0), one);
      case 2 -> new PyLibrary.Range(Arguments.integer(call, 0), Arguments.integer(call, 1), one);
      case 3 -> {
        PyInt step = Arguments.integer(call, 2);
        if (step.equals(zero)) {
          throw call.invalid("the step must not be zero");
        }
        yield new PyLibrary.Range(Arguments.integer(call, 0), Arguments.integer(call, 1), step);
      }
      default -> throw call.invalid("takes one to three ints");
    };
  }

  private static PyLibrary.Slice slice(Call call) {
    return switch (call.count()) {
      case 1 -> new PyLibrary.Slice(PyConstant.NONE, call.argument(0), PyConstant.NONE);
      case 2 -> new PyLibrary.Slice(call.argument(0), call.argument(1), PyConstant.NONE);
      case 3 -> new PyLibrary.Slice(call.argument(0), call.argument(1), call.argument(2));
      default -> throw call.invalid("takes one to three values");
    };
  }

  /**
   * Classes that pickles name without calling them: as the factory of a defaultdict, or as the base
   * of an object in protocols 0 and 1.
   */
  static final class Classes implements PickleType {
    /** The marker for each of them. */
    static final Classes NAMED = new Classes();

    private Classes() {}

    @Override
    public Construction construct(Call call) {
      throw call.refuse("it is known as the name of a class only");
    }

    @Override
    public boolean isDataUncalled() {
      return true;
    }

    /** Returns the class as Python 3 names it, or null if it is not one that is data. */
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
}

package dev.brine.pickle.internal.python;

import dev.brine.pickle.type.Call;
import dev.brine.pickle.type.PickleType;
import dev.brine.pickle.value.Construction;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyComplex;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyRange;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PySlice;
import dev.brine.pickle.value.PyStr;
import org.jspecify.annotations.Nullable;

/** What the names of {@code builtins}, {@code _codecs} and {@code collections} build. */
enum Builtin implements PickleType {
  SET,
  FROZENSET,
  BYTES,
  BYTEARRAY,
  ENCODE,
  COMPLEX,
  RANGE,
  SLICE,
  ORDERED_DICT,
  ELLIPSIS,
  NOT_IMPLEMENTED;

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
      case ORDERED_DICT -> orderedDict(call);
      case ELLIPSIS, NOT_IMPLEMENTED -> throw call.invalid("a constant cannot be called");
    };
  }

  private static Construction set(Call call, Kind kind) {
    PySet.Builder set = PySet.builder(kind, call.keys());
    if (call.count() > 1) {
      throw call.invalid("takes one list or tuple");
    }
    if (call.count() == 1) {
      PySequence elements = sequence(call, 0);
      call.budget().charge(44L * elements.size());
      for (int i = 0; i < elements.size(); i++) {
        set.put(elements.get(i));
      }
    }
    return kind == Kind.SET ? set : Construction.complete(set.value());
  }

  /** Python 3 writes an empty bytes as {@code bytes()} in protocols 0 to 2. */
  private static PyBytes bytes(Call call) {
    if (call.count() == 0) {
      return PyBytes.owning(new byte[0]);
    }
    if (call.count() == 1 && call.argument(0) instanceof PyBytes given) {
      return PyBytes.owning(copy(call, given));
    }
    throw call.invalid("takes nothing or bytes");
  }

  private static PyBytes byteArray(Call call) {
    if (call.count() == 0) {
      return PyBytes.owningByteArray(new byte[0]);
    }
    if (call.count() == 1 && call.argument(0) instanceof PyBytes given) {
      return PyBytes.owningByteArray(copy(call, given));
    }
    if (call.count() == 2 && call.argument(0) instanceof PyStr text && isLatin1(call.argument(1))) {
      return PyBytes.owningByteArray(latin1(call, text));
    }
    throw call.invalid("takes bytes, or a str and 'latin-1'");
  }

  /** How Python 3 spells bytes in protocols 0 to 2: {@code _codecs.encode(text, 'latin1')}. */
  private static PyBytes encode(Call call) {
    if (call.count() != 2 || !(call.argument(0) instanceof PyStr text)) {
      throw call.refuse("only _codecs.encode(str, 'latin1') is data");
    }
    if (!isLatin1(call.argument(1))) {
      throw call.refuse("a codec other than latin1 is a program");
    }
    return PyBytes.owning(latin1(call, text));
  }

  private static boolean isLatin1(PickleValue codec) {
    return codec instanceof PyStr name
        && (name.value().equals("latin1") || name.value().equals("latin-1"));
  }

  private static byte[] latin1(Call call, PyStr text) {
    String value = text.value();
    call.budget().charge(value.length());
    byte[] bytes = new byte[value.length()];
    for (int i = 0; i < bytes.length; i++) {
      char c = value.charAt(i);
      if (c > 0xff) {
        throw call.invalid("a character at " + i + " is not in latin1");
      }
      bytes[i] = (byte) c;
    }
    return bytes;
  }

  private static byte[] copy(Call call, PyBytes bytes) {
    call.budget().charge(bytes.size());
    return bytes.toByteArray();
  }

  private static PyComplex complex(Call call) {
    if (call.count() != 2) {
      throw call.invalid("takes two floats");
    }
    return new PyComplex(real(call, 0), real(call, 1));
  }

  private static double real(Call call, int index) {
    PickleValue value = call.argument(index);
    if (value instanceof PyFloat real) {
      return real.value();
    }
    if (value instanceof PyInt integer) {
      return integer.bigValue().doubleValue();
    }
    throw call.invalid("takes two floats, finds a " + value.typeName());
  }

  private static PyRange range(Call call) {
    PyInt zero = PyInt.of(0);
    PyInt one = PyInt.of(1);
    return switch (call.count()) {
      case 1 -> new PyRange(zero, integer(call, 0), one);
      case 2 -> new PyRange(integer(call, 0), integer(call, 1), one);
      case 3 -> {
        PyInt step = integer(call, 2);
        if (step.equals(zero)) {
          throw call.invalid("the step must not be zero");
        }
        yield new PyRange(integer(call, 0), integer(call, 1), step);
      }
      default -> throw call.invalid("takes one to three ints");
    };
  }

  private static PyInt integer(Call call, int index) {
    if (call.argument(index) instanceof PyInt integer) {
      return integer;
    }
    throw call.invalid("takes ints, finds a " + call.argument(index).typeName());
  }

  private static PySlice slice(Call call) {
    return switch (call.count()) {
      case 1 -> new PySlice(PyConstant.NONE, call.argument(0), PyConstant.NONE);
      case 2 -> new PySlice(call.argument(0), call.argument(1), PyConstant.NONE);
      case 3 -> new PySlice(call.argument(0), call.argument(1), call.argument(2));
      default -> throw call.invalid("takes one to three values");
    };
  }

  /** Python 3 fills it by SETITEMS; Python 2 gives a list of pairs. */
  private static Construction orderedDict(Call call) {
    PyDict.Builder dict = PyDict.builder(Kind.ORDERED_DICT, call.keys());
    if (call.count() > 1) {
      throw call.invalid("takes one list of pairs");
    }
    if (call.count() == 1) {
      PySequence pairs = sequence(call, 0);
      call.budget().charge(44L * pairs.size());
      for (int i = 0; i < pairs.size(); i++) {
        if (!(pairs.get(i) instanceof PySequence pair) || pair.size() != 2) {
          throw call.invalid("takes a list of pairs");
        }
        dict.setItem(pair.get(0), pair.get(1));
      }
    }
    return dict;
  }

  private static PySequence sequence(Call call, int index) {
    if (call.argument(index) instanceof PySequence sequence) {
      return sequence;
    }
    throw call.invalid("takes a list or tuple, finds a " + call.argument(index).typeName());
  }
}

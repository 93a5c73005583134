package dev.brine.pickle.internal.python;

import dev.brine.pickle.internal.python.Builtins.Classes;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PySequence;
import org.jspecify.annotations.Nullable;

/** Builds the types of {@code collections}. */
enum Collections implements PickleType {
  ORDERED_DICT,
  DEFAULT_DICT,
  COUNTER,
  DEQUE;

  static @Nullable PickleType find(String name) {
    return switch (name) {
      case "OrderedDict" -> ORDERED_DICT;
      case "defaultdict" -> DEFAULT_DICT;
      case "Counter" -> COUNTER;
      case "deque" -> DEQUE;
      default -> null;
    };
  }

  @Override
  public Construction construct(Call call) {
    Arguments.requireNothingLost(call);
    return switch (this) {
      case ORDERED_DICT -> orderedDict(call);
      case DEFAULT_DICT -> defaultDict(call);
      case COUNTER -> counter(call);
      case DEQUE -> deque(call);
    };
  }

  /** Python 3 fills an OrderedDict with SETITEMS; Python 2 passes a list of pairs. */
  private static Construction orderedDict(Call call) {
    PyDict.Builder dict = PyDict.builder(Kind.ORDERED_DICT, call.keys());
    if (call.count() > 1) {
      throw call.invalid("takes one list of pairs");
    }
    if (call.count() == 1) {
      PySequence pairs = Arguments.sequence(call, 0);
      for (int i = 0; i < pairs.size(); i++) {
        if (!(pairs.get(i) instanceof PySequence pair) || pair.size() != 2) {
          throw call.invalid("takes a list of pairs");
        }
        dict.setItem(pair.get(0), pair.get(1));
      }
    }
    return dict;
  }

  /** Returns the factory is kept as a name; only a class that is data itself can be one. */
  private static Construction defaultDict(Call call) {
    if (call.count() > 1) {
      throw call.invalid("takes a class or None");
    }
    if (call.count() == 0 || call.argument(0) == PyConstant.NONE) {
      return PyDict.defaultDict(null, call.keys());
    }
    if (!(call.argument(0) instanceof PyGlobal factory)) {
      throw call.invalid(
          "its factory must be a class or None, not " + call.argument(0).described());
    }
    PyGlobal named = Classes.modern(factory);
    if (named == null) {
      throw call.refuse("it would call " + factory + " for missing keys");
    }
    return PyDict.defaultDict(named, call.keys());
  }

  private static Construction counter(Call call) {
    PyDict.Builder counter = PyDict.builder(Kind.COUNTER, call.keys());
    if (call.count() > 1) {
      throw call.invalid("takes one dict");
    }
    if (call.count() == 1) {
      if (!(call.argument(0) instanceof PyDict counts)) {
        throw call.invalid("takes a dict but got " + call.argument(0).described());
      }
      call.budget().charge(44L * counts.size());
      for (int i = 0; i < counts.size(); i++) {
        counter.setItem(counts.key(i), counts.value(i));
      }
    }
    return counter;
  }

  private static Construction deque(Call call) {
    if (call.count() > 2) {
      throw call.invalid("takes a list and a maxlen");
    }
    PickleValue longest = call.count() == 2 ? call.argument(1) : PyConstant.NONE;
    PyLibrary.Deque.Builder deque;
    if (longest == PyConstant.NONE) {
      deque = PyLibrary.Deque.builder();
    } else if (longest instanceof PyInt maxlen && maxlen.isLong() && maxlen.longValue() >= 0) {
      deque = PyLibrary.Deque.builder(maxlen.longValue());
    } else {
      throw call.invalid("its maxlen must be a non-negative int or None");
    }
    if (call.count() > 0) {
      PySequence items = Arguments.sequence(call, 0);
      for (int i = 0; i < items.size(); i++) {
        deque.append(items.get(i));
      }
    }
    return deque;
  }
}

package dev.brine.pickle.internal.walk;

import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyLibrary;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySet;

/**
 * The values in one of Python's containers by index, for recursive code that must spend only a few
 * stack frames per level. In a dict, keys and values alternate.
 */
public final class Children {
  private Children() {}

  /** Returns whether {@code value} is a list, tuple, deque, dict or set of any kind. */
  public static boolean isContainer(PickleValue value) {
    return switch (value.kind()) {
      case LIST, TUPLE, DEQUE, DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER, SET, FROZENSET -> true;
      default -> false;
    };
  }

  /** Returns the number of values that {@code container} holds. */
  public static int count(PickleValue container) {
    return switch (container.kind()) {
      case LIST, TUPLE -> ((PySequence) container).size();
      case DEQUE -> ((PyLibrary.Deque) container).size();
      case DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER -> 2 * ((PyDict) container).size();
      case SET, FROZENSET -> ((PySet) container).size();
      default -> throw notContainer(container);
    };
  }

  /** Returns the value at {@code index}. */
  public static PickleValue get(PickleValue container, int index) {
    return switch (container.kind()) {
      case LIST, TUPLE -> ((PySequence) container).get(index);
      case DEQUE -> ((PyLibrary.Deque) container).get(index);
      case DICT, ORDERED_DICT, DEFAULT_DICT, COUNTER -> {
        PyDict dict = (PyDict) container;
        yield index % 2 == 0 ? dict.key(index / 2) : dict.value(index / 2);
      }
      case SET, FROZENSET -> ((PySet) container).get(index);
      default -> throw notContainer(container);
    };
  }

  private static IllegalArgumentException notContainer(PickleValue value) {
    return new IllegalArgumentException(value.described() + " is not a container");
  }
}

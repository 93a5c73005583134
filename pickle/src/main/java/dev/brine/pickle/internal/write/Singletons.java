package dev.brine.pickle.internal.write;

import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyStr;
import java.util.HashMap;
import java.util.Map;

/**
 * What is one object in Python, wherever it comes from: the empty and the one-character str of
 * Latin-1, bytes of the same lengths, and classes, functions and the names of their modules.
 */
final class Singletons {
  private static final int LATIN1 = 0xff;

  private final Map<Object, Object> known = new HashMap<>();

  /** The object that stands for {@code value}. */
  Object of(Object value) {
    boolean single =
        value instanceof PyStr text
            ? text.value().isEmpty()
                || (text.value().length() == 1 && text.value().charAt(0) <= LATIN1)
            : value instanceof PyBytes bytes && bytes.kind() == Kind.BYTES && bytes.size() <= 1;
    return single ? one(value) : value;
  }

  /** The object that stands for a class or function. */
  Object global(String module, String name) {
    return one(module + "\n" + name);
  }

  /** The object that stands for a module's name. */
  Object module(String module) {
    return one(module);
  }

  private Object one(Object value) {
    Object first = known.putIfAbsent(value, value);
    return first == null ? value : first;
  }
}

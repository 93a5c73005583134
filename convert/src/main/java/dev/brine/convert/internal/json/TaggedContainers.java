package dev.brine.convert.internal.json;

import dev.brine.pickle.internal.kernel.KeyBudget;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyDeque;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySet;
import dev.brine.pickle.value.PyTuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tags of containers. */
final class TaggedContainers {
  private static final int KEY_DEPTH = 100;
  private static final long KEY_STEPS = 10_000_000;

  private final KeyBudget keys = new KeyBudget(KEY_DEPTH, KEY_STEPS);

  /** The value, or null for another tag. */
  @Nullable PickleValue of(String tag, @Nullable Object content) {
    return switch (tag) {
      case "list" -> PyList.of(Trees.values(content));
      case "tuple" -> {
        PickleValue[] items = Trees.values(content);
        yield items.length == 0 ? PyTuple.EMPTY : PyTuple.of(items);
      }
      case "dict" -> filled(PyDict.builder(Kind.DICT, keys), content);
      case "odict" -> filled(PyDict.builder(Kind.ORDERED_DICT, keys), content);
      case "counter" -> filled(PyDict.builder(Kind.COUNTER, keys), content);
      case "defaultdict" -> {
        List<?> parts = Trees.list(content, 2);
        yield filled(PyDict.defaultDict(factory(parts.get(0)), keys), parts.get(1));
      }
      case "deque" -> deque(content);
      case "set" -> set(Kind.SET, content);
      case "frozenset" -> set(Kind.FROZENSET, content);
      default -> null;
    };
  }

  private static PyDict filled(PyDict.Builder dict, @Nullable Object content) {
    for (Object entry : Trees.list(content)) {
      List<?> pair = Trees.list(entry, 2);
      dict.setItem(Trees.value(pair.get(0)), Trees.value(pair.get(1)));
    }
    return dict.value();
  }

  /** A name that whoever writes a pickle of it looks up in the tables of harmless ones. */
  private static @Nullable PyGlobal factory(@Nullable Object content) {
    if (content == null) {
      return null;
    }
    String name = Trees.text(content);
    int dot = name.lastIndexOf('.');
    if (dot <= 0) {
      throw new IllegalArgumentException("a factory without a module");
    }
    return new PyGlobal(name.substring(0, dot), name.substring(dot + 1), 0);
  }

  private static PickleValue deque(@Nullable Object content) {
    List<?> parts = Trees.list(content, 2);
    PyDeque.Builder deque =
        parts.get(0) == null ? PyDeque.builder() : PyDeque.builder(Trees.number(parts.get(0)));
    for (PickleValue item : Trees.values(parts.get(1))) {
      deque.append(item);
    }
    return deque.value();
  }

  private PickleValue set(Kind kind, @Nullable Object content) {
    PySet.Builder set = PySet.builder(kind, keys);
    for (PickleValue element : Trees.values(content)) {
      set.put(element);
    }
    return set.value();
  }
}

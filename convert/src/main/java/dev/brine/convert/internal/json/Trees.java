package dev.brine.convert.internal.json;

import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in JSON for a value, checked. */
final class Trees {
  private Trees() {}

  /** A value: null and booleans stand for themselves. */
  static PickleValue value(@Nullable Object tree) {
    if (tree == null) {
      return PyConstant.NONE;
    }
    if (tree instanceof Boolean bool) {
      return PyConstant.of(bool);
    }
    if (tree instanceof PickleValue value) {
      return value;
    }
    throw new IllegalArgumentException("JSON that stands for no value");
  }

  static List<?> list(@Nullable Object tree) {
    if (tree instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("no list where there must be one");
  }

  static List<?> list(@Nullable Object tree, int size) {
    List<?> list = list(tree);
    if (list.size() != size) {
      throw new IllegalArgumentException("a list of " + list.size() + " for one of " + size);
    }
    return list;
  }

  static PickleValue[] values(@Nullable Object tree) {
    List<?> list = list(tree);
    PickleValue[] values = new PickleValue[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(list.get(i));
    }
    return values;
  }

  static String text(@Nullable Object tree) {
    if (tree instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("no text where there must be one");
  }

  static long number(@Nullable Object tree) {
    if (tree instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("no number where there must be one");
  }
}

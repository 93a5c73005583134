package dev.brine.cli.explain;

import dev.brine.cli.print.Numbers;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PySequence;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an array of objects holds, in words. */
final class Kinds {
  private static final int MOST_KINDS = 4;

  private Kinds() {}

  /** {@code 25,000 lists of ints}; empty for an array that has nothing to tell. */
  static String of(NdArray array) {
    if (!(array instanceof ObjectArray objects) || objects.ndim() > 1) {
      return "";
    }
    if (objects.ndim() == 0) {
      return "one " + objects.get().typeName();
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (long i = 0; i < objects.size(); i++) {
      counts.merge(kind(objects.get(i)), 1, Integer::sum);
    }
    StringBuilder text = new StringBuilder();
    int shown = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      if (shown++ == MOST_KINDS) {
        return text + " and others";
      }
      text.append(text.length() == 0 ? "" : ", ");
      text.append(Numbers.grouped(entry.getValue())).append(" × ").append(entry.getKey());
    }
    return text.toString();
  }

  private static String kind(PickleValue value) {
    if (!(value instanceof PySequence sequence)) {
      return value.typeName();
    }
    return switch (sequence.packing()) {
      case EMPTY -> "empty " + value.typeName();
      case INTS, LONGS -> value.typeName() + " of ints";
      case DOUBLES -> value.typeName() + " of floats";
      case VALUES -> value.typeName();
    };
  }
}

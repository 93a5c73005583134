package dev.brine.convert.internal.free;

import dev.brine.npy.array.NdArray;
import java.util.LinkedHashMap;
import java.util.Map;

/** The members that one object array becomes, in order. */
final class Members {
  private final Map<String, NdArray> arrays = new LinkedHashMap<>();

  /** Two values of one dict want the same member; the dict then becomes JSON. */
  static final class ClashException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClashException(String name) {
      super("two members " + name, null, false, false);
    }
  }

  void put(String name, NdArray array) {
    if (arrays.putIfAbsent(name, array) != null) {
      throw new ClashException(name);
    }
  }

  void putAll(Members others) {
    others.arrays.forEach(this::put);
  }

  Map<String, NdArray> arrays() {
    return arrays;
  }
}

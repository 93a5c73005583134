package dev.brine.convert.internal.table;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.dtype.DType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of fields. */
final class FieldNames {
  private static final int[] IN_ORDER = new int[0];

  private FieldNames() {}

  /**
   * Names that are all different, where empty ones become {@code f0}, {@code f1} … by their place,
   * as {@code np.genfromtxt} names them.
   *
   * @param line where they are
   */
  static List<String> checked(List<String> names, long line, Location location) throws IOException {
    if (names.size() > DType.MAX_FIELDS) {
      throw new LimitException(
          location, "there are " + names.size() + " fields; " + DType.MAX_FIELDS + " is the most");
    }
    List<String> checked = new ArrayList<>(names.size());
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      String own = name.isEmpty() ? "f" + checked.size() : name;
      if (!seen.add(own)) {
        throw new UnsupportedException(
            location, "line " + line + " has two fields of the name " + own);
      }
      checked.add(own);
    }
    return checked;
  }

  /** {@code f0}, {@code f1} … */
  static List<String> numbered(int count) {
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add("f" + i);
    }
    return names;
  }

  /**
   * Where each of the names stands among a row's; empty if they are in order, null if they are not
   * the same ones.
   */
  static int @Nullable [] order(List<String> names, List<String> row) {
    if (names.equals(row)) {
      return IN_ORDER;
    }
    if (names.size() != row.size()) {
      return null;
    }
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      places.put(row.get(i), i);
    }
    int[] order = new int[names.size()];
    for (int i = 0; i < order.length; i++) {
      Integer place = places.get(names.get(i));
      if (place == null) {
        return null;
      }
      order[i] = place;
    }
    return order;
  }
}

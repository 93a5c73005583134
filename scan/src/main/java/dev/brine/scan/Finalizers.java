package dev.brine.scan;

import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyStr;
import java.util.Map;
import java.util.Set;

/** Classes whose finalizer deletes or writes a file, depending on attributes that a pickle sets. */
final class Finalizers {
  /** The attributes that must be unset, so that the finalizer does nothing. */
  private static final Map<String, Set<String>> UNSET =
      Map.of(
          "FileInput", Set.of("_backupfilename", "_savestdout", "_output", "_file"),
          "Shelf", Set.of("writeback"),
          "BsdDbShelf", Set.of("writeback"),
          "DataSource", Set.of("_istmpdest"),
          "Repository", Set.of("_istmpdest"));

  private Finalizers() {}

  /** Returns whether the finalizer of an object with these attributes does more than nothing. */
  static boolean act(PyGlobal made, PickleValue attributes) {
    Set<String> unset = UNSET.get(made.name());
    if (unset == null) {
      return false;
    }
    if (!(attributes instanceof PyDict dict)) {
      return true;
    }
    for (int i = 0; i < dict.size(); i++) {
      if (!(dict.key(i) instanceof PyStr key)) {
        return true;
      }
      PickleValue value = dict.value(i);
      // a shelf closes what it is a view of
      boolean isUsed = key.value().equals("dict") && !isPlain(value);
      if (isUsed || (unset.contains(key.value()) && !isFalse(value))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlain(PickleValue value) {
    return value.kind() == PickleValue.Kind.DICT || value.kind() == PickleValue.Kind.INT;
  }

  private static boolean isFalse(PickleValue value) {
    return value == PyConstant.NONE || value == PyConstant.FALSE;
  }
}

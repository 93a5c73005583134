package dev.brine.pickle.internal.python;

import dev.brine.pickle.type.PickleType;
import dev.brine.pickle.type.PickleTypes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of Python's own types. Python 3 writes the names of Python 2 in protocols 0 to 2
 * ({@code __builtin__}, {@code copy_reg}); both spellings are entries of their own.
 */
public final class PythonTypes implements PickleTypes {
  /** The only one there need be: it never changes. */
  public static final PythonTypes INSTANCE = new PythonTypes();

  private final Map<String, Map<String, PickleType>> byModule = new HashMap<>();

  private PythonTypes() {
    for (String builtins : new String[] {"builtins", "__builtin__"}) {
      add(builtins, "set", Builtin.SET);
      add(builtins, "frozenset", Builtin.FROZENSET);
      add(builtins, "bytes", Builtin.BYTES);
      add(builtins, "bytearray", Builtin.BYTEARRAY);
      add(builtins, "complex", Builtin.COMPLEX);
      add(builtins, "slice", Builtin.SLICE);
      add(builtins, "Ellipsis", Builtin.ELLIPSIS);
      add(builtins, "NotImplemented", Builtin.NOT_IMPLEMENTED);
    }
    add("builtins", "range", Builtin.RANGE);
    add("__builtin__", "xrange", Builtin.RANGE);
    add("_codecs", "encode", Builtin.ENCODE);
    add("collections", "OrderedDict", Builtin.ORDERED_DICT);
  }

  private void add(String module, String name, PickleType type) {
    byModule.computeIfAbsent(module, key -> new HashMap<>()).put(name, type);
  }

  @Override
  public @Nullable PickleType find(String module, String name) {
    Map<String, PickleType> names = byModule.get(module);
    return names == null ? null : names.get(name);
  }
}

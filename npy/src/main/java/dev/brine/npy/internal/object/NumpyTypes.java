package dev.brine.npy.internal.object;

import dev.brine.pickle.type.PickleType;
import dev.brine.pickle.type.PickleTypes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of NumPy's names, in the spellings of NumPy 1.x and 2.x. */
public final class NumpyTypes implements PickleTypes {
  /** The only one there need be: it never changes. */
  public static final NumpyTypes INSTANCE = new NumpyTypes();

  private final Map<String, Map<String, PickleType>> byModule = new HashMap<>();

  private NumpyTypes() {
    for (String core : new String[] {"numpy.core.multiarray", "numpy._core.multiarray"}) {
      add(core, "_reconstruct", NumpyType.RECONSTRUCT);
      add(core, "scalar", NumpyType.SCALAR);
    }
    add("numpy.core._internal", "_reconstruct", NumpyType.RECONSTRUCT);
    for (String core : new String[] {"numpy.core.numeric", "numpy._core.numeric"}) {
      add(core, "_frombuffer", NumpyType.FROMBUFFER);
    }
    add("numpy", "dtype", NumpyType.DTYPE);
    for (String[] known : ArrayClasses.NAMES) {
      add(known[0], known[1], NumpyType.ARRAY_CLASS);
    }
    add("numpy", "record", NumpyType.RECORD_CLASS);
    add("numpy.core.records", "record", NumpyType.RECORD_CLASS);
    add("numpy.rec", "record", NumpyType.RECORD_CLASS);
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

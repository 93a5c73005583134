package dev.brine.npy.internal.object;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.SparseMatrix;
import dev.brine.npy.array.SparseMatrix.Format;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyTuple;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the matrices of {@code scipy.sparse}, whose modules had other names before scipy 1.8. */
record SparseTypes(Format format, boolean isArray) implements PickleType {

  static @Nullable PickleType find(String module, String name) {
    String prefix = "scipy.sparse.";
    if (!module.startsWith(prefix)) {
      return null;
    }
    for (Format format : Format.values()) {
      String text = format.name().toLowerCase(Locale.ROOT);
      boolean isArray = name.equals(text + "_array");
      if (isArray || name.equals(text + "_matrix")) {
        return switch (module.substring(prefix.length())) {
          case "_csr", "_csc", "_coo", "_bsr", "_dia", "csr", "csc", "coo", "bsr", "dia" ->
              module.endsWith(text) ? new SparseTypes(format, isArray) : null;
          case "_arrays" -> isArray ? new SparseTypes(format, true) : null;
          default -> null;
        };
      }
    }
    return null;
  }

  @Override
  public Construction construct(Call call) {
    if (call.count() != 0 || !call.opcode().startsWith("NEWOBJ")) {
      throw call.refuse("its pickles make it without arguments, and build it from its state");
    }
    call.budget().charge(ArrayState.ARRAY_BYTES);
    return SparseMatrix.pending(format, isArray, state -> parts(call, state));
  }

  /** The attributes of the matrix: {@code _shape}, and the arrays by their names. */
  private Map.Entry<Shape, Map<String, NdArray>> parts(Call call, PickleValue state) {
    if (!(state instanceof PyDict attributes)) {
      throw call.invalid("its state must be a dict, not " + state.described());
    }
    PickleValue given = attributes.get("_shape");
    given = given == null ? attributes.get("shape") : given;
    if (given == null) {
      throw call.invalid("its state has no shape");
    }
    long[] dims = Arguments.dims(given, "the shape of a sparse matrix");
    Map<String, NdArray> parts = new LinkedHashMap<>();
    for (String name : new String[] {"indices", "indptr", "row", "col", "offsets", "data"}) {
      if (attributes.get(name) instanceof ArrayValue array && array.isComplete()) {
        parts.put(name, array.array());
      }
    }
    if (attributes.get("coords") instanceof PyTuple coords) {
      for (int axis = 0; axis < Math.min(2, coords.size()); axis++) {
        if (coords.get(axis) instanceof ArrayValue array && array.isComplete()) {
          parts.put(axis == 0 ? "row" : "col", array.array());
        }
      }
    }
    try {
      return Map.entry(Shape.of(dims), parts);
    } catch (IllegalArgumentException e) {
      throw new InvalidStateException(call.global() + ": " + e.getMessage());
    }
  }
}

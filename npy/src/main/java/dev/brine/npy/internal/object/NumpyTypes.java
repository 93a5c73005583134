package dev.brine.npy.internal.object;

import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.spi.PickleTypes;
import org.jspecify.annotations.Nullable;

/** The table of NumPy's names, in the spellings of NumPy 1.x and 2.x. */
public final class NumpyTypes implements PickleTypes {
  /** The only one there need be: it never changes. */
  public static final NumpyTypes INSTANCE = new NumpyTypes();

  private NumpyTypes() {}

  @Override
  public @Nullable PickleType find(String module, String name) {
    PickleType type =
        switch (module) {
          case "numpy" -> name.equals("dtype") ? NumpyType.DTYPE : null;
          case "numpy.core.multiarray", "numpy._core.multiarray" -> ofMultiarray(name);
          case "numpy.core.numeric", "numpy._core.numeric" ->
              name.equals("_frombuffer") ? NumpyType.FROMBUFFER : null;
          case "numpy.core._internal" -> name.equals("_reconstruct") ? NumpyType.RECONSTRUCT : null;
          case "numpy._core._internal" ->
              name.equals("_convert_to_stringdtype_kwargs") ? NumpyType.STRING_DTYPE : null;
          case "numpy.ma.core" -> ofMasked(name);
          default -> null;
        };
    return type != null ? type : NamedClass.find(module, name);
  }

  private static @Nullable PickleType ofMultiarray(String name) {
    return switch (name) {
      case "_reconstruct" -> NumpyType.RECONSTRUCT;
      case "scalar" -> NumpyType.SCALAR;
      default -> null;
    };
  }

  private static @Nullable PickleType ofMasked(String name) {
    return switch (name) {
      case "_mareconstruct" -> NumpyType.MASKED_RECONSTRUCT;
      case "MaskedConstant" -> NumpyType.MASKED_CONSTANT;
      default -> null;
    };
  }
}

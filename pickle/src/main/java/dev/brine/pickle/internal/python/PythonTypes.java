package dev.brine.pickle.internal.python;

import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.spi.PickleTypes;
import org.jspecify.annotations.Nullable;

/**
 * The table of Python's own types, by exact names. Python 3 writes the names of Python 2 in
 * protocols 0 to 2 ({@code __builtin__}, {@code copy_reg}); both spellings are entries of their
 * own. A switch, not a map: a program that decodes one pickle loads what that pickle names.
 */
public final class PythonTypes implements PickleTypes {
  /** The only one there need be: it never changes. */
  public static final PythonTypes INSTANCE = new PythonTypes();

  private PythonTypes() {}

  @Override
  public @Nullable PickleType find(String module, String name) {
    return switch (module) {
      case "builtins", "__builtin__" -> Builtins.find(module, name);
      case "_codecs" -> name.equals("encode") ? Builtins.ENCODE : null;
      case "copyreg", "copy_reg" ->
          name.equals("_reconstructor") ? Identifiers.RECONSTRUCTOR : null;
      case "collections" -> Collections.find(name);
      case "datetime" -> Times.find(name);
      case "decimal" -> name.equals("Decimal") ? Numbers.DECIMAL : null;
      case "fractions" -> name.equals("Fraction") ? Numbers.FRACTION : null;
      case "uuid" -> Identifiers.find(name);
      case "pathlib", "pathlib._local" -> Paths.find(name);
      default -> null;
    };
  }
}

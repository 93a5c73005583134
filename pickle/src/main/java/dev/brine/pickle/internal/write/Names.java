package dev.brine.pickle.internal.write;

import dev.brine.error.Location;
import dev.brine.error.RefusedException;
import dev.brine.error.UnsupportedException;
import dev.brine.pickle.internal.python.DecodedNames;
import dev.brine.pickle.internal.python.PythonTypes;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyGlobal;
import java.io.IOException;

/**
 * Decides which names are written, and how: protocol 2 uses the names of Python 2 ({@code
 * fix_imports}).
 */
final class Names {
  private final PickleTypes types;

  Names(PickleTypes types) {
    this.types = PythonTypes.INSTANCE.or(types);
  }

  void write(PyGlobal global, PickleOutput out) throws IOException {
    String module = global.module();
    String name = global.name();
    PickleType type = types.find(module, name);
    if (type == null && !DecodedNames.isWritten(global)) {
      throw refuse(global);
    }
    boolean old = out.protocol() < 3;
    String ownModule = old ? oldModule(module) : newModule(module);
    String ownName = ownName(ownModule, name, old);
    if (out.protocol() < 4) {
      checkLine(ownModule, old);
      checkLine(ownName, old);
    }
    out.global(ownModule, ownName);
  }

  /** Refuses a call of a function that is only data as long as nothing calls it. */
  void checkCalled(PickleValue callable) throws RefusedException {
    if (callable instanceof PyGlobal global
        && types.find(global.module(), global.name()) == null
        && DecodedNames.isConstant(global)) {
      throw refuse(global);
    }
  }

  private static RefusedException refuse(PyGlobal global) {
    return new RefusedException(
        Location.MEMORY,
        global.module(),
        global.name(),
        "GLOBAL",
        "a pickle that names "
            + global
            + " would run it when opened; only data is written (allowRecord lets a name"
            + " through)");
  }

  private static String oldModule(String module) {
    return switch (module) {
      case "builtins" -> "__builtin__";
      case "copyreg" -> "copy_reg";
      default -> module;
    };
  }

  private static String newModule(String module) {
    return switch (module) {
      case "__builtin__" -> "builtins";
      case "copy_reg" -> "copyreg";
      default -> module;
    };
  }

  private static String ownName(String module, String name, boolean old) {
    if (!module.equals(old ? "__builtin__" : "builtins")) {
      return name;
    }
    return switch (name) {
      case "int", "long" -> old ? "long" : "int";
      case "str", "unicode" -> old ? "unicode" : "str";
      case "range", "xrange" -> old ? "xrange" : "range";
      default -> name;
    };
  }

  /** Before protocol 4 a name is a line; in protocol 2 a line of ASCII. */
  private static void checkLine(String text, boolean ascii) throws UnsupportedException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || (ascii && c > 0x7f)) {
        throw new UnsupportedException(
            Location.MEMORY, "the name of a class cannot be written before protocol 4: " + text);
      }
    }
  }
}

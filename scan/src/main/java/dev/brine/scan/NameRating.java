package dev.brine.scan;

import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.util.Set;

/**
 * How bad it is that a pickle names something no table knows. What is listed here only names a
 * danger, or says that an honest file does this too; nothing here makes a name clean.
 */
final class NameRating {

  /** Names of the standard library and of NumPy that honest pickles hold: module, blank, name. */
  private static final Set<String> COMMON =
      Set.of(
          "_codecs decode",
          "_codecs encode",
          "_operator or_",
          "operator or_",
          "array array",
          "array _array_reconstructor",
          "builtins getattr",
          "__builtin__ getattr",
          "builtins type",
          "__builtin__ type",
          "builtins iter",
          "builtins reversed",
          "builtins enumerate",
          "builtins zip",
          "collections ChainMap",
          "collections UserDict",
          "collections UserList",
          "collections UserString",
          "UserDict UserDict",
          "UserDict IterableUserDict",
          "UserList UserList",
          "copyreg __newobj__",
          "copy_reg __newobj__",
          "datetime tzinfo",
          "enum Enum",
          "enum IntEnum",
          "enum Flag",
          "enum IntFlag",
          "functools partial",
          "ipaddress IPv4Address",
          "ipaddress IPv6Address",
          "ipaddress IPv4Network",
          "ipaddress IPv6Network",
          "itertools count",
          "itertools cycle",
          "itertools repeat",
          "random Random",
          "re _compile",
          "argparse Namespace",
          "types SimpleNamespace",
          "time struct_time",
          "zoneinfo ZoneInfo",
          "zoneinfo ZoneInfo._unpickle",
          "numpy frombuffer",
          "numpy array",
          "numpy asarray",
          "numpy zeros",
          "numpy ones",
          "numpy empty",
          "numpy arange",
          "numpy poly1d",
          "numpy.lib.polynomial poly1d",
          "numpy.core _ufunc_reconstruct",
          "numpy._core _ufunc_reconstruct",
          "numpy.random._pickle __randomstate_ctor",
          "numpy.random._pickle __generator_ctor",
          "numpy.random._pickle __bit_generator_ctor",
          "numpy.random __RandomState_ctor",
          "numpy.random._mt19937 MT19937",
          "numpy.random._pcg64 PCG64",
          "numpy.random._pcg64 PCG64DXSM",
          "numpy.random._philox Philox",
          "numpy.random._sfc64 SFC64",
          "numpy.random.bit_generator SeedSequence",
          "numpy.random.bit_generator __pyx_unpickle_SeedSequence",
          "numpy.ma.core _mareconstruct",
          "numpy.ma.core MaskedArray",
          "numpy.ma MaskedArray");

  private NameRating() {}

  /** Whether the name would do something, as far as that can be told from the name. */
  static Verdict verdict(PyGlobal global, PickleTypes tables) {
    String module = global.module();
    String name = global.name();
    boolean python = StandardLibrary.has(module);
    boolean numpy = module.equals("numpy") || module.startsWith("numpy.");
    if (!python && !numpy) {
      return Verdict.SUSPICIOUS;
    }
    if (isCommon(module, name) || isException(module, name) || isKnownOtherwise(global, tables)) {
      return Verdict.SUSPICIOUS;
    }
    boolean polynomial = module.startsWith("numpy.polynomial.");
    return polynomial ? Verdict.SUSPICIOUS : Verdict.DANGEROUS;
  }

  /** Why, for a person. */
  static String reason(PyGlobal global, Verdict verdict) {
    if (!isPlain(global.module()) || !isPlain(global.name())) {
      return "a name that is spelled to mislead";
    }
    if (verdict == Verdict.DANGEROUS) {
      String owner = StandardLibrary.has(global.module()) ? "Python's own modules" : "NumPy";
      String what = danger(global.module());
      return "a function or class of " + owner + " that makes no data" + what;
    }
    return "a class or function that no table knows";
  }

  /** What modules are known for. */
  private static String danger(String module) {
    int dot = module.indexOf('.');
    return switch (dot < 0 ? module : module.substring(0, dot)) {
      case "os", "posix", "nt", "subprocess", "commands", "popen2", "pty" -> ": it runs commands";
      case "builtins", "__builtin__", "sys", "runpy", "code", "importlib", "imp", "pkgutil" ->
          ": it reaches code";
      case "ctypes", "cffi" -> ": it reaches memory";
      case "socket", "ssl", "http", "httplib", "urllib", "urllib2", "ftplib", "smtplib" ->
          ": it reaches the network";
      case "shutil", "tempfile", "io", "pathlib", "glob", "zipfile", "tarfile" ->
          ": it reaches files";
      case "pickle", "cPickle", "_pickle", "marshal", "shelve", "dill" -> ": it loads other code";
      default -> "";
    };
  }

  /** Whether this is Python's getattr, of which the arguments tell how bad a call is. */
  static boolean isGetattr(PyGlobal global) {
    return global.name().equals("getattr")
        && (global.module().equals("builtins") || global.module().equals("__builtin__"));
  }

  /** getattr of a plain attribute is how Python 3.11 writes an enum's member. */
  static Verdict getattr(PyTuple arguments) {
    boolean plain =
        arguments.size() == 2
            && arguments.get(0) instanceof PyGlobal
            && isAttribute(arguments.get(1));
    return plain ? Verdict.SUSPICIOUS : Verdict.DANGEROUS;
  }

  private static boolean isAttribute(PickleValue value) {
    return value instanceof PyStr text
        && isPlain(text.value())
        && !text.value().startsWith("_")
        && text.value().indexOf('.') < 0;
  }

  private static boolean isCommon(String module, String name) {
    return COMMON.contains(module + " " + name);
  }

  private static boolean isException(String module, String name) {
    boolean builtin =
        module.equals("builtins") || module.equals("__builtin__") || module.equals("exceptions");
    boolean named =
        name.endsWith("Error") || name.endsWith("Exception") || name.endsWith("Warning");
    return builtin && isPlain(name) && (named || name.equals("StopIteration"));
  }

  /** Whether module and name, joined and split elsewhere, are a pair that a table knows. */
  private static boolean isKnownOtherwise(PyGlobal global, PickleTypes tables) {
    String joined = global.module() + "." + global.name();
    if (joined.endsWith(".")) {
      joined = joined.substring(0, joined.length() - 1);
    }
    for (int dot = joined.indexOf('.'); dot > 0; dot = joined.indexOf('.', dot + 1)) {
      int end = joined.indexOf('.', dot + 1);
      String first = end < 0 ? joined.substring(dot + 1) : joined.substring(dot + 1, end);
      boolean dunder = joined.indexOf("_", dot + 1) == dot + 1;
      if (tables.find(joined.substring(0, dot), joined.substring(dot + 1)) != null
          || (!dunder
              && tables.find(joined.substring(0, dot), first) != null
              && isPublic(joined))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPublic(String dotted) {
    return !dotted.contains("._") && !dotted.startsWith("_");
  }

  /** Whether the text is what Python itself writes: ASCII identifiers and dots. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean inside = (c >= '0' && c <= '9') || c == '.' || c == '<' || c == '>';
      if (!letter && !inside) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}

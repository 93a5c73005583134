package dev.brine.scan;

import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.util.Map;
import java.util.Set;

/**
 * Rates names in a pickle that the decoder does not know. No such name is clean; the best verdict
 * is suspicious.
 */
final class NameRating {

  /**
   * Methods and attributes that write, delete or open files, load pickles or reach memory,
   * regardless of their class.
   */
  private static final Set<String> CODE_MEMBERS =
      Set.of(
          ("open write_text write_bytes read_text read_bytes unlink rmdir rename symlink_to"
                  + " hardlink_to link_to touch mkdir chmod lchmod glob rglob iterdir walk tofile"
                  + " fromfile dump dumps load loads save system popen exec eval"
                  + " ctypes f_globals f_builtins f_locals gi_frame cr_frame ag_frame tb_frame"
                  + " func_globals func_code im_func im_self gi_code co_code mro_entries")
              .split(" "));

  /** Attributes by which NumPy finds the memory of an array. */
  private static final Set<String> MEMORY_ATTRIBUTES =
      Set.of(
          "__array_interface__",
          "__array_struct__",
          "__array__",
          "__buffer__",
          "__cuda_array_interface__",
          "__dlpack__");

  /** Modules that a step within a project's own module reaches, even if the chain ends there. */
  private static final Set<String> REACHED =
      Set.of(
          "os",
          "sys",
          "subprocess",
          "builtins",
          "importlib",
          "shutil",
          "socket",
          "ctypes",
          "posix",
          "nt",
          "pty",
          "runpy",
          "pickle",
          "marshal");

  private static final int MAX_NAME = 4096;

  /**
   * Functions of well-known libraries that run code, load pickles or start programs: the module,
   * and the name or {@code *} for all names of the module and of those in it.
   */
  private static final Set<String> THIRD_PARTY_CODE =
      Set.of(
          "pip *",
          "setuptools *",
          "pkg_resources *",
          "distlib *",
          "wheel *",
          "_pytest *",
          "pytest *",
          "IPython *",
          "ipykernel *",
          "jupyter_client *",
          "nbconvert *",
          "code_server *",
          "pexpect *",
          "ptyprocess *",
          "sh *",
          "plumbum *",
          "invoke *",
          "fabric *",
          "paramiko *",
          "psutil Popen",
          "requests *",
          "urllib3 *",
          "httpx *",
          "aiohttp *",
          "boto3 *",
          "cffi *",
          "numba.core.caching *",
          "execnet *",
          "jsonpickle *",
          "dill *",
          "cloudpickle *",
          "joblib.externals.cloudpickle *",
          "joblib.externals.loky *",
          "joblib load",
          "joblib.numpy_pickle load",
          "joblib.numpy_pickle load_temporary_memmap",
          "pandas read_pickle",
          "pandas eval",
          "pandas.io.pickle read_pickle",
          "pandas.core.computation.eval eval",
          "pandas.compat.pickle_compat load",
          "pandas.compat.pickle_compat loads",
          "yaml load",
          "yaml load_all",
          "yaml unsafe_load",
          "yaml unsafe_load_all",
          "yaml full_load",
          "yaml.loader UnsafeLoader",
          "torch load",
          "torch compile",
          "torch.serialization load",
          "torch.hub *",
          "torch.utils.cpp_extension *",
          "torch.utils.bottleneck *",
          "torch.utils.collect_env *",
          "torch.distributed *",
          "torch._inductor *",
          "torch.jit load",
          "torch.jit._script *",
          "torch.jit.unsupported_tensor_ops execWrapper",
          "torch._dynamo.guards *",
          "torch.fx.graph_module *",
          "torch.storage _load_from_bytes",
          "tensorflow.python.ops.script_ops *",
          "keras.utils get_file",
          "scipy.io loadmat",
          "sympy sympify",
          "sympy.parsing.sympy_parser *",
          "sklearn.utils._testing *",
          "django.core.management *",
          "webbrowser *");

  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("sklearn", "scikit-learn"),
          Map.entry("scipy", "SciPy"),
          Map.entry("pandas", "pandas"),
          Map.entry("joblib", "joblib"),
          Map.entry("torch", "PyTorch"),
          Map.entry("torchvision", "PyTorch"),
          Map.entry("tensorflow", "TensorFlow"),
          Map.entry("keras", "Keras"),
          Map.entry("xgboost", "XGBoost"),
          Map.entry("lightgbm", "LightGBM"),
          Map.entry("catboost", "CatBoost"),
          Map.entry("transformers", "Transformers"),
          Map.entry("statsmodels", "statsmodels"),
          Map.entry("dill", "dill"),
          Map.entry("cloudpickle", "cloudpickle"),
          Map.entry("PIL", "Pillow"),
          Map.entry("matplotlib", "Matplotlib"),
          Map.entry("networkx", "NetworkX"),
          Map.entry("spacy", "spaCy"),
          Map.entry("nltk", "NLTK"),
          Map.entry("gensim", "Gensim"),
          Map.entry("pyarrow", "PyArrow"),
          Map.entry("yaml", "PyYAML"),
          Map.entry("dateutil", "dateutil"),
          Map.entry("pytz", "pytz"),
          Map.entry("sympy", "SymPy"),
          Map.entry("_pytest", "pytest"),
          Map.entry("pip", "pip"),
          Map.entry("setuptools", "setuptools"));

  private NameRating() {}

  /** Returns the verdict on naming the class or function, whether or not it is called. */
  static Verdict verdict(PyGlobal global, PickleTypes tables) {
    if (isTooLong(global)) {
      return verdict(cut(global.module()), cut(global.name()));
    }
    return isKnownOtherwise(global, tables) && !hasListedMember(global.name())
        ? Verdict.SUSPICIOUS
        : verdict(global.module(), global.name());
  }

  /**
   * Returns whether a caller may vouch for a name: not if it is code, or calls what it is given.
   */
  static boolean mayBeAllowed(PyGlobal global) {
    return !isGetattr(global)
        && !isTorchLoad(global)
        && !isTooLong(global)
        && verdict(global.module(), global.name()) != Verdict.DANGEROUS;
  }

  /** Whether no program writes such a name: following each of its steps would take too long. */
  private static boolean isTooLong(PyGlobal global) {
    return global.module().length() > MAX_NAME || global.name().length() > MAX_NAME;
  }

  /** Returns the first steps of a name: where they lead to code, more steps make it no better. */
  private static String cut(String name) {
    if (name.length() <= MAX_NAME) {
      return name;
    }
    int dot = name.lastIndexOf('.', MAX_NAME);
    return name.substring(0, dot > 0 ? dot : MAX_NAME);
  }

  private static Verdict verdict(String module, String name) {
    return !isGetattr(module, name) && !isTorchLoad(module, name) && isCode(module, name)
        ? Verdict.DANGEROUS
        : Verdict.SUSPICIOUS;
  }

  /** Follows the dotted name step by step, as Python does. */
  private static boolean isCode(String module, String name) {
    NameTable table = NameTable.get();
    if (!table.owns(module)) {
      return isThirdPartyCode(module, name) || reachesCode(table, name);
    }
    if (!table.hasModule(module)) {
      // not in any known version: rate it by its package
      int dot = module.lastIndexOf('.');
      return dot < 0 || !isPlain(module) || isUnlistedCode(table, module.substring(0, dot));
    }
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    String rest = dot < 0 ? "" : name.substring(dot + 1);
    NameTable.Entry entry = table.find(module, first);
    if (entry == null && table.hasModule(module + '.' + first)) {
      entry = new NameTable.Entry(NameTable.Rating.MODULE, module + '.' + first);
    }
    if (entry == null) {
      return table.isCodeByDefault(module) || reachesCode(table, name) || hasCodeMember(rest);
    }
    return switch (entry.rating()) {
      case CODE -> true;
      // a module itself is not data: names reached through it are not rated
      case MODULE -> rest.isEmpty() || isCode(entry.target(), rest);
      case DATA, MENTION -> isCodeMember(table, module, name, rest);
      case NONE -> false;
    };
  }

  private static boolean isUnlistedCode(NameTable table, String parent) {
    return !table.hasModule(parent) || table.isCodeByDefault(parent) || parent.equals("numpy");
  }

  private static boolean isCodeMember(NameTable table, String module, String name, String rest) {
    if (module.startsWith("pathlib") && !rest.isEmpty()) {
      return true; // nearly all methods of a path reach the file
    }
    NameTable.Entry entry = table.find(module, name);
    return (entry != null && !rest.isEmpty())
        ? entry.rating() == NameTable.Rating.CODE
        : hasCodeMember(rest);
  }

  /**
   * Returns whether one of the steps writes, or leads out of the class by a name that is not
   * public.
   */
  private static boolean hasCodeMember(String steps) {
    if (steps.isEmpty()) {
      return false;
    }
    for (String step : steps.split("\\.", -1)) {
      boolean isNestedClass = step.length() > 1 && Character.isUpperCase(step.charAt(1));
      if ((step.startsWith("_") && !isNestedClass) || CODE_MEMBERS.contains(step)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasListedMember(String name) {
    for (String step : name.split("\\.", -1)) {
      if (CODE_MEMBERS.contains(step)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a step is a module of Python's, and what follows is code of that module. */
  private static boolean reachesCode(NameTable table, String name) {
    int from = 0;
    for (int dot = name.indexOf('.'); ; dot = name.indexOf('.', from)) {
      String step = dot < 0 ? name.substring(from) : name.substring(from, dot);
      // not __pyx_unpickle_Name, with which each class of a Cython module is pickled
      boolean isSpecial = step.startsWith("__") && step.endsWith("__");
      if (REACHED.contains(step) || isSpecial) {
        return true;
      }
      if (dot < 0) {
        return false;
      }
      if (table.hasModule(step) && isCode(step, name.substring(dot + 1))) {
        return true;
      }
      from = dot + 1;
    }
  }

  private static boolean isThirdPartyCode(String module, String name) {
    int step = name.indexOf('.');
    if (THIRD_PARTY_CODE.contains(module + ' ' + (step < 0 ? name : name.substring(0, step)))) {
      return true;
    }
    for (int end = module.length(); end > 0; end = module.lastIndexOf('.', end - 1)) {
      if (THIRD_PARTY_CODE.contains(module.substring(0, end) + " *")) {
        return true;
      }
    }
    // the same function, spelled from a package above its module
    return step > 0
        && isThirdPartyCode(module + '.' + name.substring(0, step), name.substring(step + 1));
  }

  /** Explains the rating to a person. */
  static String reason(PyGlobal global, Verdict verdict) {
    if (isTooLong(global)) {
      return "a name of more than " + MAX_NAME + " characters, which no honest program writes";
    }
    String module = global.module();
    if (!isPlain(module) || !isPlain(global.name())) {
      return "a name that is spelled to mislead";
    }
    int dot = module.indexOf('.');
    String top = dot < 0 ? module : module.substring(0, dot);
    String library = LIBRARIES.get(top);
    if (!NameTable.get().owns(module)) {
      String from = library == null ? "the package " + top : "the library " + library;
      return verdict == Verdict.DANGEROUS
          ? "a function of " + from + " that runs code, or leads to code"
          : "a class or function of " + from + ", whose code Brine does not know";
    }
    String owner = top.equals("numpy") ? "NumPy" : "Python's own modules";
    return verdict == Verdict.DANGEROUS
        ? "a function or class of " + owner + " that makes no data" + danger(module)
        : "a class or function of " + owner + " that is harmless as a value; no table knows more";
  }

  /** Returns what modules are known for. */
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

  /**
   * Returns the verdict on a call of something that the decoder does not know: that of its name,
   * unless an argument makes it worse.
   */
  static Verdict call(PyGlobal callable, PyTuple arguments, PickleTypes tables) {
    boolean getter = callable.name().equals("attrgetter") || callable.name().equals("partial");
    for (int i = 0; i < arguments.size(); i++) {
      PickleValue argument = arguments.get(i);
      if (argument instanceof PyGlobal given && isGetattr(given)) {
        return Verdict.DANGEROUS;
      }
      if (getter && argument instanceof PyStr text && hasCodeMember(text.value())) {
        return Verdict.DANGEROUS;
      }
    }
    return verdict(callable, tables);
  }

  /**
   * Returns whether the attributes of an object, given as a dict, are those by which NumPy finds
   * memory at an address.
   */
  static boolean reachesMemory(PickleValue attributes) {
    if (attributes instanceof PyTuple pair) {
      for (int i = 0; i < Math.min(2, pair.size()); i++) {
        if (!(pair.get(i) instanceof PyTuple) && reachesMemory(pair.get(i))) {
          return true;
        }
      }
    }
    if (attributes instanceof PyDict dict) {
      for (int i = 0; i < dict.size(); i++) {
        if (dict.key(i) instanceof PyStr key && MEMORY_ATTRIBUTES.contains(key.value())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns whether this is Python's getattr, of which the arguments tell how bad a call is. */
  static boolean isGetattr(PyGlobal global) {
    return isGetattr(global.module(), global.name());
  }

  /**
   * Returns whether this is the function that PyTorch names when a tensor is pickled by itself. It
   * loads a file from its argument: the content tells how bad a call is.
   */
  static boolean isTorchLoad(PyGlobal global) {
    return isTorchLoad(global.module(), global.name());
  }

  private static boolean isTorchLoad(String module, String name) {
    return name.equals("_load_from_bytes") && module.equals("torch.storage");
  }

  private static boolean isGetattr(String module, String name) {
    return name.equals("getattr") && (module.equals("builtins") || module.equals("__builtin__"));
  }

  /**
   * Returns the verdict on a call of getattr. Python writes methods of values and, in 3.11, members
   * of enums this way: the attribute counts as one more step of a dotted name.
   */
  static Verdict getattr(PyTuple arguments) {
    if (arguments.size() != 2 || !(arguments.get(1) instanceof PyStr text)) {
      return Verdict.DANGEROUS;
    }
    String attribute = text.value();
    if (!isPlain(attribute) || attribute.indexOf('.') >= 0) {
      return Verdict.DANGEROUS;
    }
    PickleValue owner = arguments.get(0);
    boolean isMember = hasCodeMember(attribute);
    if (owner instanceof PyGlobal global) {
      boolean bad = isMember && !NameTable.get().owns(global.module());
      return bad || isGetattr(global)
          ? Verdict.DANGEROUS
          : verdict(cut(global.module()), cut(global.name() + '.' + attribute));
    }
    if (isMember) {
      return Verdict.DANGEROUS;
    }
    if (owner instanceof PyCall call && call.callable() instanceof PyGlobal made) {
      NameTable.Entry entry = NameTable.get().find(made.module(), made.name());
      boolean isData = entry != null && entry.rating() == NameTable.Rating.DATA;
      return isData ? Verdict.SUSPICIOUS : Verdict.DANGEROUS;
    }
    return switch (owner.kind()) {
      case NONE, BOOL, INT, FLOAT, COMPLEX, STR, BYTES -> Verdict.SUSPICIOUS;
      // a mutable value or the result of an unknown call may lead anywhere
      default -> Verdict.DANGEROUS;
    };
  }

  /** Returns whether module and name, joined and split elsewhere, are a pair that a table knows. */
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

  /** Returns whether the text is what Python itself writes: ASCII identifiers and dots. */
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

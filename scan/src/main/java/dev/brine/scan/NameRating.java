package dev.brine.scan;

import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.scan.NameTable.Rating;
import java.util.Set;

/** Rates the names in a pickle that the decoder does not know. */
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

  /** Those of them that name nothing else in the classes of other libraries and of projects. */
  private static final Set<String> WRITERS =
      Set.of(
          ("write_text write_bytes unlink rmdir symlink_to hardlink_to link_to tofile fromfile"
                  + " system popen f_globals f_builtins f_locals gi_frame cr_frame ag_frame"
                  + " tb_frame func_globals func_code")
              .split(" "));

  /** Modules that a step within a project's own module reaches, even if the chain ends there. */
  private static final Set<String> REACHED =
      Set.of(
          ("os sys subprocess builtins importlib shutil socket ctypes posix nt pty runpy pickle"
                  + " marshal")
              .split(" "));

  private static final int MAX_NAME = 4096;

  private NameRating() {}

  /** Returns the verdict on naming the class or function, whether or not it is called. */
  static Verdict verdict(PyGlobal global, PickleTypes tables) {
    if (isTooLong(global)) {
      return verdict(cut(global.module()), cut(global.name()));
    }
    if (isData(global)) {
      return Verdict.CLEAN;
    }
    return isKnownOtherwise(global, tables) && !hasListedMember(global.name())
        ? Verdict.SUSPICIOUS
        : verdict(global.module(), global.name());
  }

  /**
   * Returns whether a caller may vouch for a name: not if it is code, or calls what it is given.
   */
  static boolean mayBeAllowed(PyGlobal global) {
    return !CallRating.isGetattr(global)
        && !CallRating.isTorchLoad(global)
        && !isTooLong(global)
        && rating(global) != Rating.INSTANCE
        && verdict(global.module(), global.name()) != Verdict.DANGEROUS;
  }

  /** Returns the rating of exactly this name. */
  static Rating rating(PyGlobal global) {
    NameTable.Entry entry = NameTable.get().find(global.module(), global.name());
    if (entry == null) {
      entry = NameTable.libraries().find(global.module(), global.name());
    }
    return entry == null ? Rating.NONE : entry.rating();
  }

  /** Returns whether this is exactly the name of a class that holds data, or of a constructor. */
  static boolean isData(PyGlobal global) {
    Rating rating = rating(global);
    return rating == Rating.VALUE || rating == Rating.DATA;
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

  /** Returns the verdict on an attribute of a class: one more step of its name. */
  static Verdict attribute(PyGlobal owner, String attribute) {
    return verdict(cut(owner.module()), cut(owner.name() + '.' + attribute));
  }

  private static Verdict verdict(String module, String name) {
    return !CallRating.isGetattr(module, name)
            && !CallRating.isTorchLoad(module, name)
            && isCode(module, name)
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
      entry = new NameTable.Entry(Rating.MODULE, module + '.' + first);
    }
    if (entry == null) {
      return table.isCodeByDefault(module) || reachesCode(table, name) || hasCodeMember(rest);
    }
    return switch (entry.rating()) {
      case CODE -> true;
      // a method of it is code, unless it was read
      case INSTANCE -> !rest.isEmpty() && table.find(module, name) == null;
      // a module itself is not data: names reached through it are not rated
      case MODULE ->
          rest.isEmpty()
              || isCode(entry.target(), rest)
              || rating(new PyGlobal(entry.target(), rest, 0)) == Rating.INSTANCE;
      case VALUE, DATA, MENTION -> isCodeMember(table, module, name, rest);
      case TITLE, NONE -> false;
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
    return (entry != null && !rest.isEmpty()) ? entry.rating() == Rating.CODE : hasCodeMember(rest);
  }

  /**
   * Returns whether one of the steps writes, or leads out of the class by a name that is not
   * public.
   */
  static boolean hasCodeMember(String steps) {
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

  /** Returns whether an attribute is special, or one of those that write or lead to code. */
  static boolean isListedMember(String attribute) {
    return attribute.startsWith("__") || CODE_MEMBERS.contains(attribute);
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
      if (REACHED.contains(step) || isSpecial || (from > 0 && WRITERS.contains(step))) {
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
    NameTable libraries = NameTable.libraries();
    int step = name.indexOf('.');
    NameTable.Entry entry = libraries.find(module, step < 0 ? name : name.substring(0, step));
    if (entry != null && (entry.rating() == Rating.CODE || step < 0)) {
      return entry.rating() == Rating.CODE;
    }
    for (int end = module.length(); end > 0; end = module.lastIndexOf('.', end - 1)) {
      if (libraries.isCodeByDefault(module.substring(0, end))) {
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
    String library = NameTable.libraries().title(top);
    if (!NameTable.get().owns(module)) {
      String from = library == null ? "the package " + top : "the library " + library;
      return verdict == Verdict.DANGEROUS
          ? "a function of " + from + " that runs code, or leads to code"
          : "a class or function of " + from + ", whose code Brine does not know";
    }
    String owner = top.equals("numpy") ? "NumPy" : "Python's own modules";
    if (rating(global) == Rating.INSTANCE) {
      return verdict == Verdict.DANGEROUS
          ? "a class of " + owner + " that is used for more than making an object"
          : "a class of " + owner + "; an object of it does nothing by itself";
    }
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

package dev.brine.cli.explain;

import dev.brine.cli.print.NumpyRules;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.value.PyGlobal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The versions of NumPy and Python, and the arguments and options, that a file needs. */
final class Requirements {
  /** The longest header that Brine reads by default. */
  private static final int MAX_HEADER = 65_536;

  private static final int OF_PYTHON_3_4 = 4;
  private static final int OF_PYTHON_3_8 = 5;

  /** Modules of Python's standard library that pickles of data name, and NumPy. */
  private static final Set<String> PRESENT =
      Set.of(
          "",
          "__builtin__",
          "__main__",
          "_codecs",
          "_decimal",
          "_io",
          "_operator",
          "_pydecimal",
          "array",
          "builtins",
          "collections",
          "copy_reg",
          "copyreg",
          "datetime",
          "decimal",
          "enum",
          "fractions",
          "functools",
          "io",
          "itertools",
          "ipaddress",
          "nt",
          "numpy",
          "operator",
          "os",
          "pathlib",
          "posix",
          "random",
          "re",
          "string",
          "subprocess",
          "sys",
          "time",
          "types",
          "uuid",
          "zoneinfo");

  private final Set<String> modules = new TreeSet<>();
  private boolean objects;
  private boolean latin1;
  private boolean records;
  private boolean core;
  private boolean strings;
  private boolean longDouble;
  private @Nullable String axes;
  private int protocol;
  private String format = "";
  private int header;
  private @Nullable Integer maxHeader;
  private boolean repair;
  private @Nullable MlType elements;

  void header(NpyHeader said) {
    objects |= said.dtype().hasObject();
    strings |= said.dtype().kind() == DType.Kind.STRING;
    longDouble |= NumpyRules.hasLongDouble(said.dtype());
    String needs = NumpyRules.needs(said);
    if (needs != null && needs.startsWith("NumPy 2 ")) {
      axes = needs;
    } else if (needs != null && (format.isEmpty() || needs.contains("1.17"))) {
      format = needs;
    }
    header = Math.max(header, said.length());
    Integer argument = NumpyRules.maxHeaderSize(said);
    if (argument != null && (maxHeader == null || maxHeader < argument)) {
      maxHeader = argument;
    }
  }

  void pickle(Pickle.@Nullable Facts facts) {
    objects = true;
    if (facts == null) {
      return;
    }
    protocol = Math.max(protocol, facts.protocol());
    for (PyGlobal name : facts.names()) {
      core |= name.module().startsWith("numpy._core");
      strings |= name.name().equals("_convert_to_stringdtype_kwargs");
      String top = name.module().replaceFirst("\\..*", "");
      if (!PRESENT.contains(top)) {
        modules.add(top);
      }
    }
  }

  void latin1() {
    latin1 = true;
  }

  void repair() {
    repair = true;
  }

  void elements(MlType type) {
    elements = type;
  }

  boolean objects() {
    return objects;
  }

  boolean isRepaired() {
    return repair;
  }

  /** The arguments of numpy.load after the file's name. */
  String arguments() {
    String text = objects ? ", allow_pickle=True" : "";
    if (latin1) {
      text += ", encoding='latin1'";
    }
    return !objects && maxHeader != null ? text + ", max_header_size=" + maxHeader : text;
  }

  /** The options of the commands that read the arrays, each before a space. */
  String options() {
    return (latin1 ? "--encoding latin1 " : "")
        + (header > MAX_HEADER ? "--max-header-size " + header + " " : "")
        + (repair ? "--repair " : "")
        + (elements == null ? "" : "--as " + elements.name() + " ");
  }

  /** Notes that Brine shows some values only as records of what the pickle calls. */
  void records() {
    records = true;
  }

  /** Whether Brine refuses to load it as values. */
  boolean hasRecords() {
    return records;
  }

  /** The argument of Brine's methods after the path: {@code , o -> o.withRepair()}. */
  String inJava() {
    String text =
        (latin1 ? ".withEncoding(StringEncoding.LATIN1)" : "")
            + (header > MAX_HEADER ? ".withMaxHeaderSize(" + header + ")" : "")
            + (repair ? ".withRepair()" : "")
            + (elements == null
                ? ""
                : ".withElements(MlType." + elements.name().toUpperCase(Locale.ROOT) + ")");
    return text.isEmpty() ? "" : ", o -> o" + text;
  }

  /** The versions of NumPy and Python, and the packages, that read the file. */
  String versions() {
    List<String> parts = new ArrayList<>();
    if (strings) {
      parts.add("NumPy 2.0 or later (StringDType)");
    } else if (axes != null) {
      parts.add(axes);
    } else if (core) {
      parts.add("NumPy 1.26.1 or later (its pickle names numpy._core, as NumPy 2 writes)");
    } else {
      parts.add(format.isEmpty() ? "any NumPy" : format);
    }
    if (longDouble) {
      parts.add(
          "on Linux or an Intel Mac (float128; elsewhere NumPy has no long double of 16 bytes)");
    }
    if (!modules.isEmpty()) {
      parts.add("and " + String.join(", ", modules) + ", whose classes it names");
    }
    if (protocol == OF_PYTHON_3_8) {
      parts.add("Python 3.8 or later (pickle protocol 5)");
    } else if (protocol == OF_PYTHON_3_4) {
      parts.add("Python 3.4 or later (pickle protocol 4)");
    } else if (protocol == 3) {
      parts.add("Python 3 (pickle protocol 3)");
    }
    return String.join(", ", parts)
        + (latin1 ? "; its strings are from Python 2, so Python 3 needs encoding='latin1'" : "");
  }
}

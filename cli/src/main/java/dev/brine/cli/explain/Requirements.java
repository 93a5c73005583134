package dev.brine.cli.explain;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.value.PyGlobal;
import org.jspecify.annotations.Nullable;

/** The versions of NumPy and Python, and the arguments, that a file needs to be opened. */
final class Requirements {
  /** The longest header that NumPy reads by default, since 1.23.5. */
  private static final int MAX_HEADER = 10_000;

  private static final int BEFORE_HEADER = 12;
  private static final int OF_PYTHON_3_4 = 4;
  private static final int OF_PYTHON_3_8 = 5;

  private boolean objects;
  private boolean latin1;
  private boolean core;
  private boolean strings;
  private int protocol;
  private int format = 1;
  private int header;

  void header(NpyHeader said) {
    objects |= said.dtype().hasObject();
    strings |= said.dtype().kind() == DType.Kind.STRING;
    format = Math.max(format, said.version().equals(FormatVersion.V3) ? 3 : format);
    format = Math.max(format, said.version().equals(FormatVersion.V2) ? 2 : format);
    header = Math.max(header, said.length() - BEFORE_HEADER);
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
    }
  }

  void latin1() {
    latin1 = true;
  }

  boolean objects() {
    return objects;
  }

  /** The arguments of numpy.load after the file's name. */
  String arguments() {
    String text = objects ? ", allow_pickle=True" : "";
    if (latin1) {
      text += ", encoding='latin1'";
    }
    return !objects && header > MAX_HEADER ? text + ", max_header_size=" + header : text;
  }

  /** The versions of NumPy and Python that read the file. */
  String versions() {
    String numpy = "any NumPy";
    if (strings) {
      numpy = "NumPy 2.0 or later (StringDType)";
    } else if (core) {
      numpy = "NumPy 1.26.1 or later (its pickle names numpy._core, as NumPy 2 writes)";
    } else if (format == 3) {
      numpy = "NumPy 1.17 or later (.npy format 3.0)";
    } else if (format == 2) {
      numpy = "NumPy 1.9 or later (.npy format 2.0)";
    }
    if (protocol == OF_PYTHON_3_8) {
      return numpy + ", Python 3.8 or later (pickle protocol 5)";
    }
    if (protocol == OF_PYTHON_3_4) {
      return numpy + ", Python 3.4 or later (pickle protocol 4)";
    }
    String python = protocol == 3 ? ", Python 3 (pickle protocol 3)" : "";
    return numpy
        + python
        + (latin1 ? "; its strings are from Python 2, so Python 3 needs encoding='latin1'" : "");
  }
}

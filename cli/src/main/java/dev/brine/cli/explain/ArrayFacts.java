package dev.brine.cli.explain;

import dev.brine.cli.text.Numbers;
import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.type.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;

/** What there is to say about the arrays of a file, whatever holds them. */
final class ArrayFacts {
  static final LoadOptions LENIENT =
      LoadOptions.DEFAULT.withPickle(LoadOptions.DEFAULT.pickle().withLenient());

  private final Draft draft;

  ArrayFacts(Draft draft) {
    this.draft = draft;
  }

  /** How the value of a part is read with some options. */
  interface Source {
    PickleValue read(LoadOptions options) throws IOException;
  }

  /**
   * Tells about an array.
   *
   * @param key in its archive, or empty
   * @param size of the .npy in bytes
   */
  void array(String key, NpyHeader header, long size, Source source) {
    draft.needs.header(header);
    String label = key.isEmpty() ? "array" : key;
    String what = header.dtype() + ", shape " + header.shape();
    if (header.dtype().hasObject()) {
      draft.fact(label, what + objects(key, source));
      return;
    }
    long missing = header.length() + header.dataBytes() - size;
    if (missing <= 0) {
      draft.fact(label, what);
      return;
    }
    String cut =
        "cut off: its last "
            + Numbers.count(missing, "byte")
            + (missing == 1 ? " is missing" : " are missing");
    draft.broken = cut;
    if (key.isEmpty()) {
      draft.fact(label, what);
      draft.fact("but", cut);
    } else {
      draft.fact(label, what + "; " + cut);
    }
  }

  private String objects(String key, Source source) {
    try {
      if (!(value(source) instanceof ArrayValue held)) {
        return "";
      }
      if (held.array() instanceof ObjectArray objects) {
        draft.needs.pickle(objects.facts());
        if (objects.ndim() == 0 && draft.scalar == null) {
          draft.scalar = key;
        }
      }
      String kinds = Kinds.of(held.array());
      return kinds.isEmpty() ? "" : ": " + kinds;
    } catch (BrineException e) {
      draft.broken = e.reason();
      return "; broken: " + e.reason();
    } catch (IOException e) {
      draft.broken = String.valueOf(e.getMessage());
      return "; cannot be read: " + draft.broken;
    }
  }

  /** The value, its texts read as Python 2's where they can only be that. */
  PickleValue value(Source source) throws IOException {
    try {
      return source.read(LENIENT);
    } catch (BrineException e) {
      if (e.kind() != Kind.ENCODING) {
        throw e;
      }
      PickleValue value = source.read(LENIENT.withEncoding(StringEncoding.LATIN1));
      draft.needs.latin1();
      return value;
    }
  }
}

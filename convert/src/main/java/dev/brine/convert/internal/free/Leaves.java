package dev.brine.convert.internal.free;

import dev.brine.npy.array.ScalarValue;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import org.jspecify.annotations.Nullable;

/** Which plain array, if any, holds all of some values and nothing but them. */
final class Leaves {
  private static final long MOST_DAYS = Long.MAX_VALUE / 86_400_000_000L - 1;

  /** Texts that are this much larger as fixed width than as UTF-8 are not made so. */
  private static final int WIDER = 8;

  private static final int SMALL = 64 * 1024;

  private Leaves() {}

  /** The form of these elements; null if they are of several kinds, or of one that has none. */
  static @Nullable Form form(PySequence items) {
    switch (items.packing()) {
      case INTS, LONGS -> {
        return Form.leaf(FormKind.INT, false);
      }
      case DOUBLES -> {
        return Form.leaf(FormKind.FLOAT, false);
      }
      default -> {
        return ofValues(items);
      }
    }
  }

  private static @Nullable Form ofValues(PySequence items) {
    FormKind kind = null;
    PickleValue first = PyConstant.NONE;
    boolean masked = false;
    for (int i = 0; i < items.size(); i++) {
      PickleValue item = items.get(i);
      if (item == PyConstant.NONE) {
        masked = true;
        continue;
      }
      FormKind own = kind(item);
      boolean differs = kind != null && (kind != own || !sameScalar(first, item));
      if (own == null || differs) {
        return null;
      }
      kind = own;
      first = item;
    }
    if (kind == null) {
      return Form.leaf(FormKind.NONE, true);
    }
    return Form.leaf(chosen(kind, items), masked);
  }

  private static boolean sameScalar(PickleValue a, PickleValue b) {
    return !(a instanceof ScalarValue x && b instanceof ScalarValue y)
        || x.dtype().equals(y.dtype());
  }

  private static @Nullable FormKind kind(PickleValue item) {
    return switch (item.kind()) {
      case BOOL -> FormKind.BOOL;
      case INT -> ((PyInt) item).isLong() ? FormKind.INT : null;
      case FLOAT -> FormKind.FLOAT;
      case COMPLEX -> FormKind.COMPLEX;
      case STR -> isWellFormed(((PyStr) item).value()) ? FormKind.STR : null;
      case BYTES -> FormKind.BYTES;
      case DATE -> FormKind.DATE;
      case DATETIME -> {
        PyTemporal.DateTime time = (PyTemporal.DateTime) item;
        boolean plain = time.timezone() == PyConstant.NONE && time.fold() == 0;
        yield plain ? FormKind.DATETIME : null;
      }
      case TIMEDELTA ->
          Math.abs((long) ((PyTemporal.Delta) item).days()) < MOST_DAYS ? FormKind.TIMEDELTA : null;
      case DECIMAL -> FormKind.DECIMAL;
      case EXTENSION ->
          item instanceof ScalarValue scalar && !scalar.dtype().hasObject()
              ? FormKind.SCALAR
              : null;
      default -> null;
    };
  }

  /** No half of a surrogate pair, which UTF-8 does not have. */
  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Fixed width drops NULs at the end, and wastes room where lengths differ much. */
  private static FormKind chosen(FormKind kind, PySequence items) {
    if (kind != FormKind.STR && kind != FormKind.BYTES) {
      return kind;
    }
    long total = 0;
    long longest = 0;
    boolean endsInNul = false;
    for (int i = 0; i < items.size(); i++) {
      long length = 0;
      if (items.get(i) instanceof PyStr text) {
        length = text.value().length();
        endsInNul |= text.value().endsWith("\0");
      } else if (items.get(i) instanceof PyBytes bytes) {
        length = bytes.size();
        endsInNul |= length > 0 && bytes.get(bytes.size() - 1) == 0;
      }
      total += length;
      longest = Math.max(longest, length);
    }
    long width = kind == FormKind.STR ? 4 * longest : longest;
    boolean wide = width * items.size() > WIDER * total + SMALL;
    if (!endsInNul && !wide) {
      return kind;
    }
    return kind == FormKind.STR ? FormKind.UTF8 : FormKind.RAW;
  }
}

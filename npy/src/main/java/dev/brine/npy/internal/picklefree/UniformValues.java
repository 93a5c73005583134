package dev.brine.npy.internal.picklefree;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyNumber;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Writes values of one kind as plain arrays. None is zero or empty, and is marked in a mask. */
final class UniformValues {
  private static final long MICROS = 1_000_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS;
  private static final DType DAYS = DTypes.parse("M8[D]");
  private static final DType MOMENTS = DTypes.parse("M8[us]");
  private static final DType SPANS = DTypes.parse("m8[us]");

  private final PySequence items;
  private final Shape shape;
  private final int count;

  private UniformValues(PySequence items, Shape shape) {
    this.items = items;
    this.shape = shape;
    this.count = items.size();
  }

  /** Adds the members of these values, according to the layout. */
  static void write(
      PickleFreeLayout form, PySequence items, Shape shape, String name, Members members) {
    UniformValues writer = new UniformValues(items, shape);
    switch (form.kind()) {
      case NONE -> {}
      case UTF8, RAW ->
          members.putPieces(writer.byteRows(), name + ".values", name + ".row_splits");
      default -> members.put(name, writer.array(form.kind()));
    }
    if (form.masked()) {
      members.put(name + ".mask", writer.mask());
    }
  }

  private NdArray mask() {
    boolean[] mask = new boolean[count];
    for (int i = 0; i < count; i++) {
      mask[i] = items.get(i) == PyConstant.NONE;
    }
    return PlainArrays.bools(mask, shape);
  }

  private NdArray array(LayoutKind kind) {
    return switch (kind) {
      case BOOL -> {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
          values[i] = items.get(i) == PyConstant.TRUE;
        }
        yield PlainArrays.bools(values, shape);
      }
      case INT -> PlainArrays.ints(longs(), shape);
      case FLOAT -> PlainArrays.doubles(doubles(), shape);
      case COMPLEX -> complex();
      case DATE -> PlainArrays.longs(DAYS, longs(), shape);
      case DATETIME -> PlainArrays.longs(MOMENTS, longs(), shape);
      case TIMEDELTA -> PlainArrays.longs(SPANS, longs(), shape);
      case SCALAR -> scalars();
      case BYTES -> bytes();
      // Python's Decimal fails for text that is not a number, even if it is masked
      case DECIMAL -> PlainArrays.strings(texts("0"), shape);
      default -> PlainArrays.strings(texts(""), shape);
    };
  }

  private long[] longs() {
    long[] values = new long[count];
    if (items.packing() == Packing.INTS || items.packing() == Packing.LONGS) {
      items.copyLongs(values, 0);
      return values;
    }
    for (int i = 0; i < count; i++) {
      values[i] = longOf(items.get(i));
    }
    return values;
  }

  private static long longOf(PickleValue value) {
    return switch (value.kind()) {
      case INT -> ((PyInt) value).longValue();
      case DATE -> ((PyTemporal.Date) value).value().toEpochDay();
      case DATETIME -> micros(((PyTemporal.DateTime) value).value());
      case TIMEDELTA -> {
        PyTemporal.Delta delta = (PyTemporal.Delta) value;
        yield delta.days() * MICROS_PER_DAY + delta.seconds() * MICROS + delta.microseconds();
      }
      default -> 0;
    };
  }

  private static long micros(LocalDateTime time) {
    return time.toLocalDate().toEpochDay() * MICROS_PER_DAY
        + time.toLocalTime().toNanoOfDay() / 1_000;
  }

  private double[] doubles() {
    double[] values = new double[count];
    if (items.packing() == Packing.DOUBLES) {
      items.copyDoubles(values, 0);
      return values;
    }
    for (int i = 0; i < count; i++) {
      values[i] = items.get(i) instanceof PyFloat real ? real.value() : 0;
    }
    return values;
  }

  private NdArray complex() {
    ByteBuffer bytes = PlainArrays.room(count, 16);
    for (int i = 0; i < count; i++) {
      if (items.get(i) instanceof PyNumber.Complex complex) {
        bytes.putLong(16 * i, Double.doubleToRawLongBits(complex.real()));
        bytes.putLong(16 * i + 8, Double.doubleToRawLongBits(complex.imaginary()));
      }
    }
    return PlainArrays.of(DTypes.COMPLEX128, shape, bytes);
  }

  private NdArray scalars() {
    DType dtype = DTypes.BOOL;
    for (int i = 0; i < count; i++) {
      if (items.get(i) instanceof ScalarValue scalar) {
        dtype = scalar.dtype();
      }
    }
    ByteBuffer bytes = PlainArrays.room(count, dtype.itemsize());
    for (int i = 0; i < count; i++) {
      if (items.get(i) instanceof ScalarValue scalar) {
        bytes.position(i * dtype.itemsize()).put(scalar.bytes());
      }
    }
    return PlainArrays.of(dtype, shape, bytes);
  }

  private NdArray bytes() {
    int longest = 1;
    for (int i = 0; i < count; i++) {
      longest = items.get(i) instanceof PyBytes value ? Math.max(longest, value.size()) : longest;
    }
    ByteBuffer bytes = PlainArrays.room(count, longest);
    for (int i = 0; i < count; i++) {
      if (items.get(i) instanceof PyBytes value) {
        bytes.position(i * longest).put(value.buffer());
      }
    }
    return PlainArrays.of(DTypes.bytes(longest), shape, bytes);
  }

  private String[] texts(String none) {
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) {
      PickleValue item = items.get(i);
      texts[i] =
          item instanceof PyStr text
              ? text.value()
              : item instanceof PyNumber.Decimal decimal ? decimal.text() : none;
    }
    return texts;
  }

  private byte[][] byteRows() {
    byte[][] rows = new byte[count][];
    for (int i = 0; i < count; i++) {
      PickleValue item = items.get(i);
      if (item instanceof PyStr text) {
        rows[i] = text.value().getBytes(StandardCharsets.UTF_8);
      } else {
        rows[i] = item instanceof PyBytes bytes ? bytes.toByteArray() : new byte[0];
      }
    }
    return rows;
  }

  private static final long MOST_DAYS = Long.MAX_VALUE / 86_400_000_000L - 1;

  /** Strings are not stored with a fixed width if that takes this many times more than UTF-8. */
  private static final int WIDER = 8;

  private static final int SMALL = 64 * 1024;

  /**
   * Returns the layout of these elements; null if they are of several kinds, or have no plain
   * array.
   */
  static @Nullable PickleFreeLayout layout(PySequence items) {
    switch (items.packing()) {
      case INTS, LONGS -> {
        return PickleFreeLayout.leaf(LayoutKind.INT, false);
      }
      case DOUBLES -> {
        return PickleFreeLayout.leaf(LayoutKind.FLOAT, false);
      }
      default -> {
        return ofValues(items);
      }
    }
  }

  private static @Nullable PickleFreeLayout ofValues(PySequence items) {
    LayoutKind kind = null;
    PickleValue first = PyConstant.NONE;
    boolean masked = false;
    for (int i = 0; i < items.size(); i++) {
      PickleValue item = items.get(i);
      if (item == PyConstant.NONE) {
        masked = true;
        continue;
      }
      LayoutKind own = kind(item);
      boolean differs = kind != null && (kind != own || !sameScalar(first, item));
      if (own == null || differs) {
        return null;
      }
      kind = own;
      first = item;
    }
    if (kind == null) {
      return PickleFreeLayout.leaf(LayoutKind.NONE, true);
    }
    return PickleFreeLayout.leaf(chosen(kind, items), masked);
  }

  private static boolean sameScalar(PickleValue a, PickleValue b) {
    return !(a instanceof ScalarValue x && b instanceof ScalarValue y)
        || x.dtype().equals(y.dtype());
  }

  private static @Nullable LayoutKind kind(PickleValue item) {
    return switch (item.kind()) {
      case BOOL -> LayoutKind.BOOL;
      case INT -> ((PyInt) item).isLong() ? LayoutKind.INT : null;
      case FLOAT -> LayoutKind.FLOAT;
      case COMPLEX -> LayoutKind.COMPLEX;
      case STR -> isWellFormed(((PyStr) item).value()) ? LayoutKind.STR : null;
      case BYTES -> LayoutKind.BYTES;
      case DATE -> LayoutKind.DATE;
      case DATETIME -> {
        PyTemporal.DateTime time = (PyTemporal.DateTime) item;
        boolean plain = time.timezone() == PyConstant.NONE && time.fold() == 0;
        yield plain ? LayoutKind.DATETIME : null;
      }
      case TIMEDELTA ->
          Math.abs((long) ((PyTemporal.Delta) item).days()) < MOST_DAYS
              ? LayoutKind.TIMEDELTA
              : null;
      case DECIMAL -> LayoutKind.DECIMAL;
      case EXTENSION ->
          item instanceof ScalarValue scalar
                  && !scalar.dtype().hasObject()
                  && !(scalar.dtype() instanceof MlType)
              ? LayoutKind.SCALAR
              : null;
      default -> null;
    };
  }

  /** Whether a string has no lone surrogates, which UTF-8 cannot represent. */
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

  /** Strings of a fixed width lose NULs at the end, and waste space if lengths differ much. */
  private static LayoutKind chosen(LayoutKind kind, PySequence items) {
    if (kind != LayoutKind.STR && kind != LayoutKind.BYTES) {
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
    long width = kind == LayoutKind.STR ? 4 * longest : longest;
    boolean wide = width * items.size() > WIDER * total + SMALL;
    if (!endsInNul && !wide) {
      return kind;
    }
    return kind == LayoutKind.STR ? LayoutKind.UTF8 : LayoutKind.RAW;
  }
}

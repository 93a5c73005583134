package dev.brine.convert.internal.free;

import dev.brine.convert.internal.columns.Columns;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ScalarValue;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyComplex;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDecimal;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PySequence.Packing;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTemporal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;

/** Values of one kind as plain arrays; None is zero or empty, under a mask. */
final class LeafWriter {
  private static final long MICROS = 1_000_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS;
  private static final DType DAYS = DTypes.parse("M8[D]");
  private static final DType MOMENTS = DTypes.parse("M8[us]");
  private static final DType SPANS = DTypes.parse("m8[us]");

  private final PySequence items;
  private final Shape shape;
  private final int count;

  private LeafWriter(PySequence items, Shape shape) {
    this.items = items;
    this.shape = shape;
    this.count = items.size();
  }

  /** Puts the members of these values, which the form describes. */
  static void write(Form form, PySequence items, Shape shape, String name, Members members) {
    LeafWriter writer = new LeafWriter(items, shape);
    switch (form.kind()) {
      case NONE -> {}
      case UTF8, RAW -> ByteRows.of(writer.byteRows()).put(name, members, "values", "row_splits");
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
    return Columns.bools(mask, shape);
  }

  private NdArray array(FormKind kind) {
    return switch (kind) {
      case BOOL -> {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
          values[i] = items.get(i) == PyConstant.TRUE;
        }
        yield Columns.bools(values, shape);
      }
      case INT -> Columns.ints(longs(), shape);
      case FLOAT -> Columns.doubles(doubles(), shape);
      case COMPLEX -> complex();
      case DATE -> Columns.longs(DAYS, longs(), shape);
      case DATETIME -> Columns.longs(MOMENTS, longs(), shape);
      case TIMEDELTA -> Columns.longs(SPANS, longs(), shape);
      case SCALAR -> scalars();
      case BYTES -> bytes();
      // what is no number would make Python's Decimal fail, mask or no mask
      case DECIMAL -> Columns.texts(texts("0"), shape);
      default -> Columns.texts(texts(""), shape);
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
    ByteBuffer bytes = Columns.room(count, 16);
    for (int i = 0; i < count; i++) {
      if (items.get(i) instanceof PyComplex complex) {
        bytes.putLong(16 * i, Double.doubleToRawLongBits(complex.real()));
        bytes.putLong(16 * i + 8, Double.doubleToRawLongBits(complex.imaginary()));
      }
    }
    return Columns.of(DTypes.COMPLEX128, shape, bytes);
  }

  private NdArray scalars() {
    DType dtype = DTypes.BOOL;
    for (int i = 0; i < count; i++) {
      if (items.get(i) instanceof ScalarValue scalar) {
        dtype = scalar.dtype();
      }
    }
    ByteBuffer bytes = Columns.room(count, dtype.itemsize());
    for (int i = 0; i < count; i++) {
      if (items.get(i) instanceof ScalarValue scalar) {
        bytes.position(i * dtype.itemsize()).put(scalar.bytes());
      }
    }
    return Columns.of(dtype, shape, bytes);
  }

  private NdArray bytes() {
    int longest = 1;
    for (int i = 0; i < count; i++) {
      longest = items.get(i) instanceof PyBytes value ? Math.max(longest, value.size()) : longest;
    }
    ByteBuffer bytes = Columns.room(count, longest);
    for (int i = 0; i < count; i++) {
      if (items.get(i) instanceof PyBytes value) {
        bytes.position(i * longest).put(value.buffer());
      }
    }
    return Columns.of(DTypes.bytes(longest), shape, bytes);
  }

  private String[] texts(String none) {
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) {
      PickleValue item = items.get(i);
      texts[i] =
          item instanceof PyStr text
              ? text.value()
              : item instanceof PyDecimal decimal ? decimal.text() : none;
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
}

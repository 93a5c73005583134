package dev.brine.npy.array;

import dev.brine.internal.parallel.Parallel;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.print.ElementFormatter;
import dev.brine.npy.internal.print.FloatFormatter;
import dev.brine.npy.internal.print.FloatStyle;
import dev.brine.npy.internal.print.Sample;
import dev.brine.npy.internal.strided.BinaryFloat;
import dev.brine.npy.internal.strided.Chunks;
import dev.brine.npy.internal.strided.Exact;
import dev.brine.npy.internal.strided.JavaArrays;
import dev.brine.npy.internal.strided.Layout;
import dev.brine.npy.internal.strided.Numbers;
import dev.brine.npy.internal.strided.Storage;
import dev.brine.pickle.value.PyFloat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * An array of bools, integers or floats of any size, including the 80-bit floats of x86. A bool
 * converts to the number 0 or 1, and the numbers 0 and 1 convert to booleans.
 */
public final class NumericArray extends BufferArray {
  /** The smallest copy, in bytes, for which starting a second thread pays off. */
  private static final long PARALLEL_BYTES = 32L << 20;

  private final Numbers numbers;

  NumericArray(NumberType dtype, Layout layout, Storage storage, Numbers numbers) {
    super(dtype, layout, storage);
    this.numbers = numbers;
  }

  @Override
  NumericArray over(Layout layout, Storage storage) {
    return new NumericArray(dtype(), layout, storage, numbers);
  }

  @Override
  public NumberType dtype() {
    return (NumberType) super.dtype();
  }

  @Override
  String hint() {
    return "it has numbers";
  }

  /**
   * Returns a view of the same elements that converts to float and double by rounding to the
   * nearest value where there is no exact one.
   */
  public NumericArray rounded() {
    return new NumericArray(dtype(), layout(), storage(), numbers.rounded());
  }

  @Override
  public NumericArray astype(DType other) {
    Storage storage = Storage.allocate(size() * other.itemsize(), other.itemsize());
    long at = 0;
    for (ByteBuffer part : bytes(Order.C, other)) {
      at += storage.put(at, part);
    }
    return (NumericArray) of(other, Layout.packed(shape(), Order.C, other.itemsize()), storage);
  }

  @Override
  public Iterable<ByteBuffer> bytes(Order order, DType as) {
    Cast cast = Cast.of(dtype(), as);
    return () -> cast.bytes(chunks(order));
  }

  /**
   * The bits of all elements of 2 bytes in C order, in the byte order of Java: the halves of a
   * float16, bfloat16, int16 or uint16, as a GPU takes them. {@code
   * NdArray.of(bits).view(DTypes.FLOAT16)} is the way back.
   *
   * @throws UnsupportedOperationException if the elements have another size
   */
  public short[] toShortBits() {
    return bits(Short.BYTES, "16 bits").toShortArray();
  }

  /**
   * The bits of all elements of 1 byte in C order: a float8, a small int, int8, uint8 or bool.
   * {@code NdArray.of(bits).view(MlType.FLOAT8_E4M3FN)} is the way back.
   *
   * @throws UnsupportedOperationException if the elements have another size
   */
  public byte[] toByteBits() {
    return bits(Byte.BYTES, "8 bits").toByteArray();
  }

  /** The elements as ints of the same size. */
  private NdArray bits(int size, String what) {
    if (dtype().itemsize() != size) {
      throw unsupported("elements of " + what);
    }
    return view(NumberType.of(DType.Kind.INT, dtype().endian(), size));
  }

  @Override
  public long getLong(long... index) {
    long at = layout().at(index);
    return numbers.getLong(segment(at), position(at));
  }

  @Override
  public double getDouble(long... index) {
    long at = layout().at(index);
    return numbers.getDouble(segment(at), position(at));
  }

  @Override
  public float getFloat(long... index) {
    long at = layout().at(index);
    return numbers.getFloat(segment(at), position(at));
  }

  @Override
  public boolean getBoolean(long... index) {
    return Exact.toBoolean(getLong(index));
  }

  @Override
  public BigInteger getBigInteger(long... index) {
    long at = layout().at(index);
    return numbers.getBigInteger(segment(at), position(at));
  }

  /**
   * Returns an element with all its digits.
   *
   * @throws ArithmeticException if the element is NaN or infinite
   */
  public BigDecimal getBigDecimal(long... index) {
    long at = layout().at(index);
    return numbers.getBigDecimal(segment(at), position(at));
  }

  /** Returns the parts of a float, for printing. */
  BinaryFloat getFloatParts(long... index) {
    long at = layout().at(index);
    return numbers.getFloatParts(segment(at), position(at));
  }

  /**
   * Sets an element to a value, which must fit exactly.
   *
   * @throws java.nio.ReadOnlyBufferException if the array is read-only
   */
  public void setLong(long value, long... index) {
    long at = layout().at(index);
    numbers.putLong(segment(at), position(at), value);
  }

  /**
   * Sets an element to a value, which must fit exactly.
   *
   * @throws java.nio.ReadOnlyBufferException if the array is read-only
   */
  public void setDouble(double value, long... index) {
    long at = layout().at(index);
    numbers.putDouble(segment(at), position(at), value);
  }

  @Override
  ElementFormatter formatter(Sample sample) {
    return switch (dtype().kind()) {
      case BOOL -> {
        String yes = sample.isSingle() ? "True" : " True";
        yield index -> getLong(index) != 0 ? yes : "False";
      }
      // as ml_dtypes, whose elements NumPy does not align
      case ML_FLOAT -> index -> FloatStyle.sixDigits(getFloatParts(index));
      case ML_INT -> index -> Long.toString(getLong(index));
      case INT, UINT -> ElementFormatter.aligned(index -> getBigInteger(index).toString(), sample);
      default ->
          sample.isSingle()
              ? index -> FloatStyle.scalar(getFloatParts(index))
              : FloatFormatter.of(this::getFloatParts, dtype().itemsize(), sample, false);
    };
  }

  @Override
  String scalarText() {
    return switch (dtype().kind()) {
      case INT -> Long.toString(getLong());
      // NumPy's float64 is Python's float
      case FLOAT ->
          dtype().itemsize() == Double.BYTES
              ? new PyFloat(getDouble()).toString()
              : FloatStyle.scalar(getFloatParts());
      default -> formatter(Sample.of(shape())).at();
    };
  }

  private Chunks chunks(Order order, long from, int length, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, length);
    return chunks(order, from, count);
  }

  /** Copies {@code count} elements, starting with element {@code from} in the given order. */
  public void copyTo(Order order, long from, double[] target, int offset, int count) {
    Chunks c = chunks(order, from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.doubles(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  /** Copies {@code count} elements, starting with element {@code from} in the given order. */
  public void copyTo(Order order, long from, float[] target, int offset, int count) {
    Chunks c = chunks(order, from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.floats(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  /** Copies {@code count} elements, starting with element {@code from} in the given order. */
  public void copyTo(Order order, long from, long[] target, int offset, int count) {
    Chunks c = chunks(order, from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.longs(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  /** Copies {@code count} elements, starting with element {@code from} in the given order. */
  public void copyTo(Order order, long from, int[] target, int offset, int count) {
    Chunks c = chunks(order, from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.ints(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  /** Copies {@code count} elements, of which the first has the number {@code from}. */
  private interface Part {
    void copy(int from, int count);
  }

  /**
   * Copies all elements, a large array by two threads: one thread does not use the whole memory
   * bandwidth, and more than two gain little.
   */
  private void copyAll(int count, Part part) {
    if (size() * unit() < PARALLEL_BYTES) {
      part.copy(0, count);
      return;
    }
    int half = count / 2;
    try {
      Parallel.runBoth("brine-copy", () -> part.copy(0, half), () -> part.copy(half, count - half));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // copies between arrays do no input or output
    }
  }

  @Override
  public double[] toDoubleArray(Order order) {
    double[] all = new double[JavaArrays.length(size())];
    copyAll(all.length, (from, count) -> copyTo(order, from, all, from, count));
    return all;
  }

  @Override
  public float[] toFloatArray(Order order) {
    float[] all = new float[JavaArrays.length(size())];
    copyAll(all.length, (from, count) -> copyTo(order, from, all, from, count));
    return all;
  }

  @Override
  public long[] toLongArray(Order order) {
    long[] all = new long[JavaArrays.length(size())];
    copyAll(all.length, (from, count) -> copyTo(order, from, all, from, count));
    return all;
  }

  @Override
  public int[] toIntArray(Order order) {
    int[] all = new int[JavaArrays.length(size())];
    copyAll(all.length, (from, count) -> copyTo(order, from, all, from, count));
    return all;
  }

  @Override
  public short[] toShortArray(Order order) {
    short[] all = new short[JavaArrays.length(size())];
    Chunks c = chunks(order);
    for (int at = 0; c.next(); at += c.count()) {
      numbers.shorts(c.buffer(), c.position(), c.stride(), all, at, c.count());
    }
    return all;
  }

  @Override
  public byte[] toByteArray(Order order) {
    byte[] all = new byte[JavaArrays.length(size())];
    Chunks c = chunks(order);
    for (int at = 0; c.next(); at += c.count()) {
      numbers.bytes(c.buffer(), c.position(), c.stride(), all, at, c.count());
    }
    return all;
  }

  @Override
  public boolean[] toBooleanArray(Order order) {
    boolean[] all = new boolean[JavaArrays.length(size())];
    Chunks c = chunks(order);
    for (int at = 0; c.next(); at += c.count()) {
      numbers.booleans(c.buffer(), c.position(), c.stride(), all, at, c.count());
    }
    return all;
  }
}

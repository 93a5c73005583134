package dev.brine.npy.array;

import dev.brine.npy.dtype.NumberType;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Bools, ints, unsigned ints and floats of every size, 80-bit ones included. Bools are 0 and 1 as
 * numbers; numbers 0 and 1 are booleans.
 */
public final class NumericArray extends BufferArray {
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
  String advice() {
    return "it has numbers";
  }

  /**
   * The same elements, but conversions to float and double give the nearest value where there is no
   * exact one.
   */
  public NumericArray rounded() {
    return new NumericArray(dtype(), layout(), storage(), RoundedNumbers.of(numbers));
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
   * An element with all its digits.
   *
   * @throws ArithmeticException if it is NaN or infinite
   */
  public BigDecimal getBigDecimal(long... index) {
    long at = layout().at(index);
    return numbers.getBigDecimal(segment(at), position(at));
  }

  /**
   * Stores a value, which must fit exactly.
   *
   * @throws java.nio.ReadOnlyBufferException if the array cannot be written
   */
  public void setLong(long value, long... index) {
    long at = layout().at(index);
    numbers.putLong(segment(at), position(at), value);
  }

  /**
   * Stores a value, which must fit exactly.
   *
   * @throws java.nio.ReadOnlyBufferException if the array cannot be written
   */
  public void setDouble(double value, long... index) {
    long at = layout().at(index);
    numbers.putDouble(segment(at), position(at), value);
  }

  BinaryFloat getFloatParts(long... index) {
    long at = layout().at(index);
    return numbers.getFloatParts(segment(at), position(at));
  }

  @Override
  Cells cells(Sample sample) {
    return NumberCells.of(this, this::getFloatParts, sample);
  }

  @Override
  String scalarText() {
    return NumberCells.of(this, this::getFloatParts, Sample.of(shape())).at();
  }

  private NumberCopies copies(Order order) {
    return new NumberCopies(this, numbers, order);
  }

  private long bytes() {
    return size() * unit();
  }

  /** Copies {@code count} elements from number {@code from} on, counted in the order. */
  public void copyTo(Order order, long from, double[] target, int offset, int count) {
    copies(order).copy(from, target, offset, count);
  }

  /** Copies {@code count} elements from number {@code from} on, counted in the order. */
  public void copyTo(Order order, long from, float[] target, int offset, int count) {
    copies(order).copy(from, target, offset, count);
  }

  /** Copies {@code count} elements from number {@code from} on, counted in the order. */
  public void copyTo(Order order, long from, long[] target, int offset, int count) {
    copies(order).copy(from, target, offset, count);
  }

  /** Copies {@code count} elements from number {@code from} on, counted in the order. */
  public void copyTo(Order order, long from, int[] target, int offset, int count) {
    copies(order).copy(from, target, offset, count);
  }

  @Override
  public double[] toDoubleArray(Order order) {
    double[] all = new double[JavaArrays.length(size())];
    NumberCopies copies = copies(order);
    Halves.copy(all.length, bytes(), (from, count) -> copies.copy(from, all, from, count));
    return all;
  }

  @Override
  public float[] toFloatArray(Order order) {
    float[] all = new float[JavaArrays.length(size())];
    NumberCopies copies = copies(order);
    Halves.copy(all.length, bytes(), (from, count) -> copies.copy(from, all, from, count));
    return all;
  }

  @Override
  public long[] toLongArray(Order order) {
    long[] all = new long[JavaArrays.length(size())];
    NumberCopies copies = copies(order);
    if (bytes() < Halves.WORTHWHILE) {
      // without a lambda: labels are read this way while the JVM is still starting
      copies.copy(0, all, 0, all.length);
    } else {
      Halves.copy(all.length, bytes(), (from, count) -> copies.copy(from, all, from, count));
    }
    return all;
  }

  @Override
  public int[] toIntArray(Order order) {
    int[] all = new int[JavaArrays.length(size())];
    NumberCopies copies = copies(order);
    if (bytes() < Halves.WORTHWHILE) {
      copies.copy(0, all, 0, all.length);
    } else {
      Halves.copy(all.length, bytes(), (from, count) -> copies.copy(from, all, from, count));
    }
    return all;
  }

  @Override
  public short[] toShortArray(Order order) {
    short[] all = new short[JavaArrays.length(size())];
    copies(order).copy(0, all, 0, all.length);
    return all;
  }

  @Override
  public byte[] toByteArray(Order order) {
    byte[] all = new byte[JavaArrays.length(size())];
    copies(order).copy(0, all, 0, all.length);
    return all;
  }

  @Override
  public boolean[] toBooleanArray(Order order) {
    boolean[] all = new boolean[JavaArrays.length(size())];
    copies(order).copy(0, all, 0, all.length);
    return all;
  }
}

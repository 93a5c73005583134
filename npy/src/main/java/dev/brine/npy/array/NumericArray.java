package dev.brine.npy.array;

import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.print.ElementFormatter;
import dev.brine.npy.internal.print.NumberFormatter;
import dev.brine.npy.internal.print.Sample;
import dev.brine.npy.internal.strided.Exact;
import dev.brine.npy.internal.strided.JavaArrays;
import dev.brine.npy.internal.strided.Layout;
import dev.brine.npy.internal.strided.NumberElements;
import dev.brine.npy.internal.strided.Numbers;
import dev.brine.npy.internal.strided.ParallelCopy;
import dev.brine.npy.internal.strided.RoundedNumbers;
import dev.brine.npy.internal.strided.Storage;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Bools, ints, unsigned ints and floats of every size, 80-bit ones included. Bools are 0 and 1 as
 * numbers; numbers 0 and 1 are booleans.
 */
public final class NumericArray extends BufferArray {
  private final Numbers numbers;
  private final NumberElements elements;

  NumericArray(NumberType dtype, Layout layout, Storage storage, Numbers numbers) {
    super(dtype, layout, storage);
    this.numbers = numbers;
    this.elements = new NumberElements(storage, layout, dtype.itemsize(), numbers);
  }

  NumberElements elements() {
    return elements;
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
   * The same elements, but conversions to float and double give the nearest value where there is no
   * exact one.
   */
  public NumericArray rounded() {
    return new NumericArray(dtype(), layout(), storage(), RoundedNumbers.of(numbers));
  }

  @Override
  public long getLong(long... index) {
    return elements.getLong(index);
  }

  @Override
  public double getDouble(long... index) {
    return elements.getDouble(index);
  }

  @Override
  public float getFloat(long... index) {
    return elements.getFloat(index);
  }

  @Override
  public boolean getBoolean(long... index) {
    return Exact.toBoolean(getLong(index));
  }

  @Override
  public BigInteger getBigInteger(long... index) {
    return elements.getBigInteger(index);
  }

  /**
   * An element with all its digits.
   *
   * @throws ArithmeticException if it is NaN or infinite
   */
  public BigDecimal getBigDecimal(long... index) {
    return elements.getBigDecimal(index);
  }

  /**
   * Stores a value, which must fit exactly.
   *
   * @throws java.nio.ReadOnlyBufferException if the array cannot be written
   */
  public void setLong(long value, long... index) {
    elements.putLong(value, index);
  }

  /**
   * Stores a value, which must fit exactly.
   *
   * @throws java.nio.ReadOnlyBufferException if the array cannot be written
   */
  public void setDouble(double value, long... index) {
    elements.putDouble(value, index);
  }

  @Override
  ElementFormatter formatter(Sample sample) {
    return NumberFormatter.of(dtype().kind(), dtype().itemsize(), elements, sample);
  }

  @Override
  String scalarText() {
    return formatter(Sample.of(shape())).at();
  }

  private long bytes() {
    return size() * unit();
  }

  /** Copies {@code count} elements from number {@code from} on, counted in the order. */
  public void copyTo(Order order, long from, double[] target, int offset, int count) {
    elements.copy(order, from, target, offset, count);
  }

  /** Copies {@code count} elements from number {@code from} on, counted in the order. */
  public void copyTo(Order order, long from, float[] target, int offset, int count) {
    elements.copy(order, from, target, offset, count);
  }

  /** Copies {@code count} elements from number {@code from} on, counted in the order. */
  public void copyTo(Order order, long from, long[] target, int offset, int count) {
    elements.copy(order, from, target, offset, count);
  }

  /** Copies {@code count} elements from number {@code from} on, counted in the order. */
  public void copyTo(Order order, long from, int[] target, int offset, int count) {
    elements.copy(order, from, target, offset, count);
  }

  @Override
  public double[] toDoubleArray(Order order) {
    double[] all = new double[JavaArrays.length(size())];
    ParallelCopy.copy(
        all.length, bytes(), (from, count) -> elements.copy(order, from, all, from, count));
    return all;
  }

  @Override
  public float[] toFloatArray(Order order) {
    float[] all = new float[JavaArrays.length(size())];
    ParallelCopy.copy(
        all.length, bytes(), (from, count) -> elements.copy(order, from, all, from, count));
    return all;
  }

  @Override
  public long[] toLongArray(Order order) {
    long[] all = new long[JavaArrays.length(size())];
    ParallelCopy.copy(
        all.length, bytes(), (from, count) -> elements.copy(order, from, all, from, count));
    return all;
  }

  @Override
  public int[] toIntArray(Order order) {
    int[] all = new int[JavaArrays.length(size())];
    ParallelCopy.copy(
        all.length, bytes(), (from, count) -> elements.copy(order, from, all, from, count));
    return all;
  }

  @Override
  public short[] toShortArray(Order order) {
    short[] all = new short[JavaArrays.length(size())];
    elements.copy(order, 0, all, 0, all.length);
    return all;
  }

  @Override
  public byte[] toByteArray(Order order) {
    byte[] all = new byte[JavaArrays.length(size())];
    elements.copy(order, 0, all, 0, all.length);
    return all;
  }

  @Override
  public boolean[] toBooleanArray(Order order) {
    boolean[] all = new boolean[JavaArrays.length(size())];
    elements.copy(order, 0, all, 0, all.length);
    return all;
  }
}

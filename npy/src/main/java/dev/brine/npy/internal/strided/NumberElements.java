package dev.brine.npy.internal.strided;

import dev.brine.npy.dtype.Order;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;

/** The numbers of an array: one at an index, or many copied to an array of Java's. */
public final class NumberElements {
  private final Storage storage;
  private final Layout layout;
  private final int itemsize;
  private final Numbers numbers;

  /** The numbers at the places of a layout. */
  public NumberElements(Storage storage, Layout layout, int itemsize, Numbers numbers) {
    this.storage = storage;
    this.layout = layout;
    this.itemsize = itemsize;
    this.numbers = numbers;
  }

  public long getLong(long... index) {
    long at = layout.at(index);
    return numbers.getLong(storage.segment(at), storage.position(at));
  }

  public float getFloat(long... index) {
    long at = layout.at(index);
    return numbers.getFloat(storage.segment(at), storage.position(at));
  }

  public double getDouble(long... index) {
    long at = layout.at(index);
    return numbers.getDouble(storage.segment(at), storage.position(at));
  }

  public BigInteger getBigInteger(long... index) {
    long at = layout.at(index);
    return numbers.getBigInteger(storage.segment(at), storage.position(at));
  }

  public BigDecimal getBigDecimal(long... index) {
    long at = layout.at(index);
    return numbers.getBigDecimal(storage.segment(at), storage.position(at));
  }

  /** The parts of a float, to print it. */
  public BinaryFloat getFloatParts(long... index) {
    long at = layout.at(index);
    return numbers.getFloatParts(storage.segment(at), storage.position(at));
  }

  public void putLong(long value, long... index) {
    long at = layout.at(index);
    numbers.putLong(storage.segment(at), storage.position(at), value);
  }

  public void putDouble(double value, long... index) {
    long at = layout.at(index);
    numbers.putDouble(storage.segment(at), storage.position(at), value);
  }

  private Chunks chunks(Order order, long from, int length, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, length);
    return new Chunks(storage, itemsize, new Runs(layout, order, from, count));
  }

  /** Copies the elements {@code [from, from + count)} in an order. */
  public void copy(Order order, long from, double[] target, int offset, int count) {
    Chunks c = chunks(order, from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.doubles(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  /** Copies the elements {@code [from, from + count)} in an order. */
  public void copy(Order order, long from, float[] target, int offset, int count) {
    Chunks c = chunks(order, from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.floats(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  /** Copies the elements {@code [from, from + count)} in an order. */
  public void copy(Order order, long from, long[] target, int offset, int count) {
    Chunks c = chunks(order, from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.longs(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  /** Copies the elements {@code [from, from + count)} in an order. */
  public void copy(Order order, long from, int[] target, int offset, int count) {
    Chunks c = chunks(order, from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.ints(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  /** Copies the elements {@code [from, from + count)} in an order. */
  public void copy(Order order, long from, short[] target, int offset, int count) {
    Chunks c = chunks(order, from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.shorts(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  /** Copies the elements {@code [from, from + count)} in an order. */
  public void copy(Order order, long from, byte[] target, int offset, int count) {
    Chunks c = chunks(order, from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.bytes(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  /** Copies the elements {@code [from, from + count)} in an order. */
  public void copy(Order order, long from, boolean[] target, int offset, int count) {
    Chunks c = chunks(order, from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.booleans(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }
}

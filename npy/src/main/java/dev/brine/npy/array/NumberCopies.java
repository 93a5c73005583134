package dev.brine.npy.array;

import java.util.Objects;

/**
 * Copies the elements {@code [from, from + count)} of an array in some order into Java's arrays.
 */
final class NumberCopies {
  private final BufferArray array;
  private final Numbers numbers;
  private final Order order;

  NumberCopies(BufferArray array, Numbers numbers, Order order) {
    this.array = array;
    this.numbers = numbers;
    this.order = order;
  }

  private Chunks chunks(long from, int length, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, length);
    return array.chunks(order, from, count);
  }

  void copy(long from, double[] target, int offset, int count) {
    Chunks c = chunks(from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.doubles(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  void copy(long from, float[] target, int offset, int count) {
    Chunks c = chunks(from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.floats(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  void copy(long from, long[] target, int offset, int count) {
    Chunks c = chunks(from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.longs(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  void copy(long from, int[] target, int offset, int count) {
    Chunks c = chunks(from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.ints(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  void copy(long from, short[] target, int offset, int count) {
    Chunks c = chunks(from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.shorts(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  void copy(long from, byte[] target, int offset, int count) {
    Chunks c = chunks(from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.bytes(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }

  void copy(long from, boolean[] target, int offset, int count) {
    Chunks c = chunks(from, target.length, offset, count);
    for (int at = offset; c.next(); at += c.count()) {
      numbers.booleans(c.buffer(), c.position(), c.stride(), target, at, c.count());
    }
  }
}

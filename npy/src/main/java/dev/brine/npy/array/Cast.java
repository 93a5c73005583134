package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DType.Kind;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.internal.strided.Chunks;
import dev.brine.npy.internal.strided.Numbers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Converts numbers to numbers of another dtype of the same kind, as NumPy's {@code astype}. */
final class Cast {
  /** The size of a part in bytes. */
  private static final int PART = 64 * 1024;

  private final NumberType from;
  private final NumberType to;
  private final Numbers source;
  private final Numbers target;

  private Cast(NumberType from, NumberType to) {
    this.from = from;
    this.to = to;
    this.source = Numbers.of(from);
    this.target = Numbers.of(to);
  }

  /**
   * The cast from one dtype to another.
   *
   * @throws UnsupportedOperationException if {@code same_kind} does not allow it
   */
  static Cast of(NumberType from, DType to) {
    int rank = rank(to);
    boolean unwritable = to.kind() == Kind.LONGDOUBLE && !isCopy(from, to);
    if (rank < rank(from) || rank == 0 || unwritable) {
      throw refused(from, to);
    }
    return new Cast(from, (NumberType) to);
  }

  static UnsupportedOperationException refused(DType from, DType to) {
    if (rank(to) == 0 || to.kind() == Kind.LONGDOUBLE) {
      return new UnsupportedOperationException(
          "Brine does not convert elements of %s to %s".formatted(from, to));
    }
    return new UnsupportedOperationException(
        "Cannot cast array data from %s to %s according to the rule 'same_kind'"
            .formatted(from, to));
  }

  /** The rank of a kind of numbers, each of which may become one of a higher rank; 0 for others. */
  private static int rank(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL -> 1;
      case UINT -> 2;
      case INT -> 3;
      case FLOAT, LONGDOUBLE, ML_FLOAT -> 4;
      case ML_INT -> ((MlType) dtype).isSigned() ? 3 : 2;
      default -> 0;
    };
  }

  /** The elements of the chunks, a part at a time. */
  Iterator<ByteBuffer> bytes(Chunks chunks) {
    return new Iterator<>() {
      private final ByteBuffer part = ByteBuffer.allocate(PART).order(ByteOrder.LITTLE_ENDIAN);
      private int done;
      private int count;

      @Override
      public boolean hasNext() {
        if (done == count && chunks.next()) {
          done = 0;
          count = chunks.count();
        }
        return done < count;
      }

      @Override
      public ByteBuffer next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int filled = 0;
        while (filled <= PART - to.itemsize() && hasNext()) {
          int at = chunks.position() + done++ * chunks.stride();
          element(chunks.buffer(), at, part, filled);
          filled += to.itemsize();
        }
        return part.clear().limit(filled);
      }
    };
  }

  private void element(ByteBuffer bytes, int at, ByteBuffer out, int outAt) {
    if (isCopy(from, to)) {
      bytes(bytes, at, out, outAt);
      return;
    }
    switch (to.kind()) {
      case BOOL, INT, UINT, ML_INT -> target.putLong(out, outAt, source.getLong(bytes, at));
      default -> target.putNearest(out, outAt, nearest(bytes, at));
    }
  }

  /** Whether the dtypes differ in nothing but their byte order. */
  private static boolean isCopy(DType from, DType to) {
    return from.kind() == to.kind()
        && from.itemsize() == to.itemsize()
        && (!(to instanceof MlType) || to.equals(from));
  }

  /** The same number in the byte order of the other dtype. */
  private void bytes(ByteBuffer bytes, int at, ByteBuffer out, int outAt) {
    int last = from.itemsize() - 1;
    boolean swap = from.endian() != to.endian();
    for (int i = 0; i <= last; i++) {
      out.put(outAt + i, bytes.get(at + (swap ? last - i : i)));
    }
  }

  /** As NumPy, which rounds all to float32 on the way to a smaller float, but no larger float. */
  private double nearest(ByteBuffer bytes, int at) {
    boolean wide =
        to.kind() == Kind.LONGDOUBLE
            || to.itemsize() == Double.BYTES
            || (to.kind() == Kind.FLOAT && to.itemsize() == Short.BYTES && isLarge(from));
    return wide ? source.nearestDouble(bytes, at) : source.nearestFloat(bytes, at);
  }

  private static boolean isLarge(NumberType from) {
    return from.kind() == Kind.LONGDOUBLE
        || (from.kind() == Kind.FLOAT && from.itemsize() == Double.BYTES);
  }
}

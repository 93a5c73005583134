package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Columns of bools, ints and floats. */
final class NumberColumns {
  private NumberColumns() {}

  static NumberColumn of(NumericArray array) {
    return switch (array.dtype().kind()) {
      case BOOL -> new Bools(array.toBooleanArray());
      case INT -> new Longs(array.toLongArray());
      case UINT ->
          array.dtype().itemsize() < Long.BYTES ? new Longs(array.toLongArray()) : big(array);
      case FLOAT ->
          new Doubles(
              array.toDoubleArray(),
              array.dtype().itemsize() == Double.BYTES ? null : array.reshape(-1));
      case LONGDOUBLE -> new LongDoubles((NumericArray) array.reshape(-1));
      default -> throw new IllegalStateException("not numeric: " + array.dtype());
    };
  }

  private static NumberColumn big(NumericArray array) {
    NdArray flat = array.reshape(-1);
    BigInteger[] values = new BigInteger[Math.toIntExact(flat.size())];
    boolean fits = true;
    for (int i = 0; i < values.length; i++) {
      values[i] = flat.getBigInteger(i);
      fits &= values[i].bitLength() < Long.SIZE;
    }
    return fits ? new Longs(array.toLongArray()) : new Unsigned(values);
  }

  private static final class Bools implements NumberColumn {
    private final boolean[] values;

    Bools(boolean[] values) {
      this.values = values;
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public String text(int index) {
      return values[index] ? "True" : "False";
    }

    @Override
    public void json(int index, JsonGenerator json) throws IOException {
      json.writeBoolean(values[index]);
    }

    @Override
    public double near(int index) {
      return values[index] ? 1 : 0;
    }

    @Override
    public BigDecimal exact(int index) {
      return values[index] ? BigDecimal.ONE : BigDecimal.ZERO;
    }
  }

  private static final class Longs implements NumberColumn {
    private final long[] values;

    Longs(long[] values) {
      this.values = values;
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public String text(int index) {
      return Long.toString(values[index]);
    }

    @Override
    public double near(int index) {
      return values[index];
    }

    @Override
    public BigDecimal exact(int index) {
      return BigDecimal.valueOf(values[index]);
    }

    @Override
    public boolean same(int index, Column other, int otherIndex) {
      return other instanceof Longs that
          ? values[index] == that.values[otherIndex]
          : NumberColumn.super.same(index, other, otherIndex);
    }
  }

  private static final class Unsigned implements NumberColumn {
    private final BigInteger[] values;

    Unsigned(BigInteger[] values) {
      this.values = values;
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public String text(int index) {
      return values[index].toString();
    }

    @Override
    public double near(int index) {
      return values[index].doubleValue();
    }

    @Override
    public BigDecimal exact(int index) {
      return new BigDecimal(values[index]);
    }
  }

  private static final class Doubles implements NumberColumn {
    private final double[] values;
    private final @Nullable NdArray shorter;

    /** Floats; if they had fewer bits than a double, {@code shorter} has them so. */
    Doubles(double[] values, @Nullable NdArray shorter) {
      this.values = values;
      this.shorter = shorter;
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public String text(int index) {
      return shorter == null ? Scalars.text(values[index]) : shorter.at(index).toString();
    }

    @Override
    public double near(int index) {
      return values[index];
    }

    @Override
    public @Nullable BigDecimal exact(int index) {
      return Double.isFinite(values[index]) ? new BigDecimal(values[index]) : null;
    }

    @Override
    public boolean same(int index, Column other, int otherIndex) {
      if (other instanceof Doubles that) {
        double one = values[index];
        double two = that.values[otherIndex];
        return one == two || (Double.isNaN(one) && Double.isNaN(two));
      }
      return NumberColumn.super.same(index, other, otherIndex);
    }
  }

  /** Floats of 80 bits, which Java has no type for. */
  private static final class LongDoubles implements NumberColumn {
    private final NumericArray values;
    private final NumericArray rounded;

    LongDoubles(NumericArray values) {
      this.values = values;
      this.rounded = values.rounded();
    }

    @Override
    public int size() {
      return (int) values.size();
    }

    @Override
    public String text(int index) {
      return values.at(index).toString();
    }

    @Override
    public double near(int index) {
      return rounded.getDouble(index);
    }

    /** Whether a number is finite cannot be told from its nearest double. */
    @Override
    public @Nullable BigDecimal exact(int index) {
      try {
        return values.getBigDecimal(index);
      } catch (ArithmeticException e) {
        return null;
      }
    }
  }

  /** Real numbers. */
  interface NumberColumn extends Column {

    /** The double nearest to an element. */
    double near(int index);

    /** An element with all its digits; null if it is NaN or infinite. */
    @Nullable BigDecimal exact(int index);

    /** JSON has no NaN and no infinity: they are strings. */
    @Override
    default void json(int index, JsonGenerator json) throws IOException {
      double near = near(index);
      if (exact(index) != null) {
        json.writeNumber(text(index));
      } else {
        json.writeString(Double.isNaN(near) ? "NaN" : near > 0 ? "Infinity" : "-Infinity");
      }
    }

    @Override
    default boolean same(int index, Column other, int otherIndex) {
      NumberColumn that = (NumberColumn) other;
      BigDecimal one = exact(index);
      BigDecimal two = that.exact(otherIndex);
      if (one != null && two != null) {
        return one.compareTo(two) == 0;
      }
      // the double of what is finite may be infinite all the same
      return one == null && two == null && Double.compare(near(index), that.near(otherIndex)) == 0;
    }
  }
}

package dev.brine.npy.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumericArrayTest {

  private static NumericArray of(DType dtype, Order order, ByteBuffer bytes, long... dims) {
    return (NumericArray) NdArray.of(dtype, Shape.of(dims), order, bytes);
  }

  private static NumericArray ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return of(DTypes.INT32, Order.C, bytes, values.length);
  }

  private static NumericArray longs(DType dtype, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(dtype.endian().byteOrder());
    bytes.asLongBuffer().put(values);
    return of(dtype, Order.C, bytes, values.length);
  }

  private static NumericArray doubles(double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return of(DTypes.FLOAT64, Order.C, bytes, values.length);
  }

  @Test
  void views_share_the_elements_of_their_array() {
    NumericArray a = ints(0, 1, 2, 3, 4, 5);
    NdArray grid = a.reshape(2, -1);
    NdArray column = grid.select(1, 2);
    assertThat(column.toIntArray()).containsExactly(2, 5);
    a.setLong(42, 5);
    assertThat(column.getInt(1)).isEqualTo(42);
    assertThat(grid.row(1).flip(0).toLongArray()).containsExactly(42, 4, 3);
    assertThat(grid.transpose().toIntArray()).containsExactly(0, 3, 1, 4, 2, 42);
    assertThat(grid.transpose().toIntArray(Order.F)).containsExactly(0, 1, 2, 3, 4, 42);
    assertThat(grid.at(1, 1).ndim()).isZero();
    assertThat(grid.at(1, 1).getInt()).isEqualTo(4);
    assertThat(grid.slice(1, 0, 3, 2).toIntArray()).containsExactly(0, 2, 3, 42);
  }

  @Test
  void a_copy_shares_nothing_and_is_contiguous() {
    NumericArray a = ints(0, 1, 2, 3, 4, 5);
    NdArray t = a.reshape(2, 3).transpose();
    assertThat(t.isContiguous()).isFalse();
    assertThat(t.isFortranContiguous()).isTrue();
    NdArray copy = t.copy();
    a.setLong(9, 0);
    assertThat(copy.isContiguous()).isTrue();
    assertThat(copy.toIntArray()).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(t.reshape(6).toIntArray()).containsExactly(9, 3, 1, 4, 2, 5);
  }

  @Test
  void fortran_order_is_read_column_by_column() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6});
    NumericArray a = of(DTypes.UINT8, Order.F, bytes, 2, 3);
    assertThat(a.toIntArray()).containsExactly(1, 3, 5, 2, 4, 6);
    assertThat(a.toDoubleArray(Order.F)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(a.getLong(1, 0)).isEqualTo(2);
  }

  @Test
  void elements_may_lie_on_several_buffers() {
    List<ByteBuffer> parts =
        List.of(
            ByteBuffer.wrap(new byte[] {1, 0, 2, 0, 3, 0}),
            ByteBuffer.wrap(new byte[] {4, 0, 5, 0, 6, 0}),
            ByteBuffer.wrap(new byte[] {7, 0}));
    NdArray a = NdArray.of(DTypes.INT16, Shape.of(7), Order.C, parts);
    assertThat(a.toIntArray()).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(a.toShortArray()).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(a.slice(0, 0, 7, 2).toIntArray()).containsExactly(1, 3, 5, 7);
    assertThat(a.flip(0).toIntArray()).containsExactly(7, 6, 5, 4, 3, 2, 1);
    assertThat(a.flip(0).copy().toIntArray()).containsExactly(7, 6, 5, 4, 3, 2, 1);
    assertThat(a.getInt(4)).isEqualTo(5);
  }

  @Test
  void an_element_must_not_be_split_between_two_buffers() {
    List<ByteBuffer> storage = List.of(ByteBuffer.allocate(6), ByteBuffer.allocate(6));
    assertThatThrownBy(() -> NdArray.of(DTypes.INT32, Shape.of(3), Order.C, storage))
        .hasMessage("the capacity of a buffer must be a multiple of the itemsize, 4");
  }

  @Test
  void too_few_bytes_are_refused() {
    assertThatThrownBy(() -> of(DTypes.INT32, Order.C, ByteBuffer.allocate(7), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an array of int32 and shape (2,) does not fit into 7 bytes");
  }

  @Test
  void unsigned_longs_are_exact() {
    NumericArray a = longs(DTypes.UINT64, 1, -1, Long.MIN_VALUE);
    assertThat(a.getBigInteger(1)).isEqualTo(new BigInteger("18446744073709551615"));
    assertThat(a.getLong(0)).isEqualTo(1);
    assertThatThrownBy(() -> a.getLong(1))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("18446744073709551615 does not fit a long; use BigInteger");
    assertThat(a.getDouble(2)).isEqualTo(0x1p63);
    assertThatThrownBy(() -> a.getDouble(1)).isInstanceOf(ArithmeticException.class);
    assertThat(a.rounded().getDouble(1)).isEqualTo(0x1p64);
    assertThat(a.rounded().getFloat(1)).isEqualTo(0x1p64f);
  }

  @Test
  void ints_that_no_double_holds_are_not_rounded_unless_asked() {
    long odd = (1L << 53) + 1;
    NumericArray a = longs(DTypes.INT64, 1L << 53, odd, Long.MAX_VALUE, Long.MIN_VALUE);
    assertThat(a.getDouble(0)).isEqualTo(0x1p53);
    assertThat(a.getDouble(3)).isEqualTo(-0x1p63);
    assertThatThrownBy(a::toDoubleArray)
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("9007199254740993 does not fit a double exactly");
    assertThat(a.rounded().toDoubleArray()).containsExactly(0x1p53, 0x1p53, 0x1p63, -0x1p63);
    assertThatThrownBy(a::toIntArray).hasMessage("9007199254740992 does not fit an int");
  }

  @Test
  void whole_floats_are_ints_and_others_are_not() {
    NumericArray a = doubles(3, -0.0, 3.5, 1e300, Double.NaN, 0x1p63);
    assertThat(a.getLong(0)).isEqualTo(3);
    assertThat(a.getLong(1)).isZero();
    assertThatThrownBy(() -> a.getLong(2)).hasMessage("3.5 is not a whole number");
    assertThatThrownBy(() -> a.getLong(3)).hasMessage("1.0E300 does not fit a long");
    assertThatThrownBy(() -> a.getLong(4)).hasMessage("NaN is not a whole number");
    assertThatThrownBy(() -> a.getLong(5)).isInstanceOf(ArithmeticException.class);
    assertThat(a.getBigInteger(5)).isEqualTo(BigInteger.TWO.pow(63));
  }

  @Test
  void a_double_is_a_float_only_if_nothing_is_lost() {
    NumericArray a = doubles(0.5, 0.1, Double.NaN, Double.NEGATIVE_INFINITY);
    assertThat(a.getFloat(0)).isEqualTo(0.5f);
    assertThat(a.getFloat(2)).isNaN();
    assertThat(a.getFloat(3)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> a.getFloat(1)).hasMessage("0.1 does not fit a float exactly");
    assertThat(a.rounded().toFloatArray()[1]).isEqualTo(0.1f);
  }

  @Test
  void zero_and_one_are_booleans() {
    assertThat(ints(0, 1, 1).toBooleanArray()).containsExactly(false, true, true);
    assertThatThrownBy(() -> ints(0, 2).toBooleanArray())
        .hasMessage("2 does not fit a boolean, which is 0 or 1");
    NumericArray bools = of(DTypes.BOOL, Order.C, ByteBuffer.wrap(new byte[] {0, 1, 2}), 3);
    assertThat(bools.toBooleanArray()).containsExactly(false, true, true);
    assertThat(bools.toIntArray()).containsExactly(0, 1, 1);
  }

  @Test
  void every_half_is_what_ieee_754_says() {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 1 << 16; i++) {
      bytes.putShort(i * 2, (short) i);
    }
    NumericArray a = of(DTypes.FLOAT16, Order.C, bytes, 1 << 16);
    double[] values = a.toDoubleArray();
    for (int i = 0; i < 1 << 16; i++) {
      int exponent = i >> 10 & 31;
      double fraction = i & 1023;
      double magnitude =
          exponent == 0
              ? Math.scalb(fraction, -24)
              : exponent < 31
                  ? Math.scalb(1 + fraction / 1024, exponent - 15)
                  : fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      assertThat(Double.valueOf(values[i]))
          .isEqualTo(Double.valueOf(i < 1 << 15 ? magnitude : -magnitude));
      if (!Double.isNaN(magnitude)) {
        a.setDouble(values[i], i);
        assertThat(bytes.getShort(i * 2)).isEqualTo((short) i);
      }
    }
    assertThatThrownBy(() -> a.setDouble(65520, 0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> a.setDouble(0.1, 0)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void a_part_can_be_copied_from_any_element_on() {
    double[] target = new double[5];
    NumericArray grid = (NumericArray) ints(0, 1, 2, 3, 4, 5).reshape(2, 3);
    grid.copyTo(Order.F, 2, target, 1, 3);
    assertThat(target).containsExactly(0, 1, 4, 2, 0);
    assertThatThrownBy(() -> grid.copyTo(Order.C, 4, target, 0, 3))
        .hasMessage("elements [4, 7) are out of bounds for an array of 6 elements");
    assertThatThrownBy(() -> grid.copyTo(Order.C, 0, target, 3, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void what_numbers_are_not_is_refused_with_advice() {
    assertThatThrownBy(() -> ints(1).toStringArray())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("an array of int32 has no strings; it has numbers");
  }

  @Test
  void large_arrays_are_copied_by_two_threads_with_the_same_result() {
    int count = 5_000_001;
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = i * 0.5;
    }
    NumericArray a = doubles(values);
    assertThat(a.toDoubleArray()).isEqualTo(values);
    assertThatThrownBy(a::toLongArray).hasMessage("0.5 is not a whole number");
  }
}

package dev.brine.npy.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcatenateTest {
  private static final NdArray TABLE = NdArray.of(0, 1, 2, 3, 4, 5, 6, 7).reshape(4, 2);

  @Test
  void takes_rows_in_any_order_and_more_than_once() {
    NdArray taken = NdArray.take(TABLE, 3, 0, 3);
    assertThat(taken.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(taken.toLongArray()).containsExactly(6, 7, 0, 1, 6, 7);
  }

  @Test
  void takes_from_a_view() {
    NdArray taken = NdArray.take(TABLE.transpose(), 1);
    assertThat(taken.toLongArray()).containsExactly(1, 3, 5, 7);
    assertThat(NdArray.take(TABLE.flip(0), 0).toLongArray()).containsExactly(6, 7);
  }

  @Test
  void takes_nothing() {
    assertThat(NdArray.take(TABLE).shape()).isEqualTo(Shape.of(0, 2));
    assertThat(NdArray.take(TABLE.slice(0, 0)).shape()).isEqualTo(Shape.of(0, 2));
  }

  @Test
  void keeps_the_byte_order() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {0, 1, 0, 2, 1, 0});
    NdArray big = NdArray.of(DTypes.parse(">i2"), Shape.of(3), Order.C, List.of(bytes));
    NdArray taken = NdArray.take(big, 2, 1);
    assertThat(taken.dtype()).hasToString(">i2");
    assertThat(taken.toLongArray()).containsExactly(256, 2);
  }

  @Test
  void refuses_a_row_that_is_not_there() {
    assertThatThrownBy(() -> NdArray.take(TABLE, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> NdArray.take(TABLE, -1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void joins_arrays_along_the_first_axis() {
    NdArray joined = NdArray.concatenate(TABLE.slice(0, 1), TABLE.slice(2, 4).flip(1));
    assertThat(joined.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(joined.toLongArray()).containsExactly(0, 1, 5, 4, 7, 6);
  }

  @Test
  void refuses_to_concatenate_arrays_of_different_rows() {
    assertThatThrownBy(NdArray::concatenate).hasMessage("need at least one array to concatenate");
    assertThatThrownBy(() -> NdArray.concatenate(TABLE, TABLE.transpose()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(4, 2) and one of int64 and shape (2, 4)");
    assertThatThrownBy(() -> NdArray.concatenate(NdArray.of(1).at(0)))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}

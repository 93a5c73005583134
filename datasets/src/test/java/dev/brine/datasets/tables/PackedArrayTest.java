package dev.brine.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.datasets.tables.PackedArray.Options.Memory;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Arrays that other libraries read as one buffer. */
class PackedArrayTest {
  private static NdArray pixels() {
    return NdArray.of(
        DTypes.UINT8, Shape.of(2, 3), Order.C, ByteBuffer.wrap(new byte[] {0, 51, 102, 1, 2, -1}));
  }

  @Test
  void images_are_divided_as_float32() {
    PackedArray scaled = Images.scaled(pixels());
    float[] values = new float[6];
    scaled.floats().get(values);
    assertThat(values).containsExactly(0, 0.2f, 0.4f, 1 / 255f, 2 / 255f, 1);
    assertThat(scaled.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(scaled.order()).isEqualTo(Order.C);
    assertThat(scaled.bytes().isDirect()).isFalse();
  }

  @Test
  void a_transposed_view_is_written_in_its_own_order() {
    PackedArray scaled = Images.scaled(pixels().transpose(1, 0), 1, Memory.DIRECT);
    float[] values = new float[6];
    scaled.floats().get(values);
    assertThat(values).containsExactly(0, 1, 51, 2, 102, 255);
    assertThat(scaled.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(scaled.bytes().isDirect()).isTrue();
  }

  @Test
  void the_buffer_of_another_type_is_refused() {
    PackedArray scaled = Images.scaled(pixels());
    assertThatThrownBy(scaled::doubles)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("float32");
    assertThatThrownBy(scaled::ints).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(scaled::longs).isInstanceOf(UnsupportedOperationException.class);
    assertThat(scaled).hasToString("PackedArray of float32 and shape (2, 3)");
  }

  @Test
  void images_that_are_not_numbers_are_refused() {
    NdArray strings = NdArray.zeros(DTypes.parse("<U3"), Shape.of(2));
    assertThatThrownBy(() -> Images.scaled(strings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("<U3");
  }

  @Test
  void options_choose_dtype_order_and_memory() {
    PackedArray.Options options =
        PackedArray.Options.DEFAULT
            .withDtype(DTypes.INT64)
            .withOrder(Order.F)
            .withMemory(Memory.DIRECT);
    PackedArray hot = Sequences.oneHot(NdArray.of(new long[] {2, 0}), 3, options);
    long[] values = new long[6];
    hot.longs().get(values);
    assertThat(values).containsExactly(0, 1, 0, 0, 1, 0);
    assertThat(hot.bytes().isDirect()).isTrue();
    assertThat(hot.array().toLongArray()).containsExactly(0, 0, 1, 1, 0, 0);
  }
}

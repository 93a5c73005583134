package dev.brine.npy.dtype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import org.junit.jupiter.api.Test;

class ShapeTest {

  @Test
  void counts_its_elements() {
    assertThat(Shape.SCALAR.size()).isEqualTo(1);
    assertThat(Shape.of()).isEqualTo(Shape.SCALAR);
    assertThat(Shape.of(2, 3, 4).size()).isEqualTo(24);
    assertThat(Shape.of(5, 0).size()).isZero();
    assertThat(Shape.of(1L << 31, (1L << 32) - 1).size()).isEqualTo((1L << 63) - (1L << 31));
  }

  @Test
  void is_shown_as_python_shows_a_tuple() {
    assertThat(Shape.of()).hasToString("()");
    assertThat(Shape.of(3)).hasToString("(3,)");
    assertThat(Shape.of(2, 3)).hasToString("(2, 3)");
  }

  @Test
  void does_not_change_with_the_array_it_was_made_of_or_gave() {
    long[] dims = {2, 3};
    Shape shape = Shape.of(dims);
    dims[0] = 5;
    shape.dims()[1] = 7;
    assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
    assertThat(shape.dim(0)).isEqualTo(2);
  }

  @Test
  void refuses_a_product_beyond_64_bits_even_beside_a_zero() {
    String message = "array is too big; the product of its dimensions does not fit 64 bits";
    assertThatThrownBy(() -> Shape.of(1L << 32, 1L << 31)).hasMessage(message);
    assertThatThrownBy(() -> Shape.of(0, 1L << 32, 1L << 32)).hasMessage(message);
    assertThatThrownBy(() -> Shape.of(Long.MAX_VALUE, 2)).hasMessage(message);
  }

  @Test
  void refuses_negative_dimensions_and_more_than_64() {
    assertThatThrownBy(() -> Shape.of(2, -1)).hasMessage("negative dimensions are not allowed");
    assertThatThrownBy(() -> Shape.of(new long[65]))
        .hasMessage("maximum supported dimension for an ndarray is currently 64, found 65");
    assertThat(Shape.of(new long[64]).ndim()).isEqualTo(64);
  }

  @Test
  void a_header_knows_the_bytes_of_its_data() {
    assertThat(header(DTypes.FLOAT64, Shape.of(2, 3)).dataBytes()).isEqualTo(48);
    assertThat(header(DTypes.bytes(0), Shape.of(Long.MAX_VALUE)).dataBytes()).isZero();
    assertThatThrownBy(() -> header(DTypes.OBJECT, Shape.of(2)).dataBytes())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> header(DTypes.INT16, Shape.of(1L << 62)))
        .hasMessageStartingWith("array is too big; `arr.size * arr.dtype.itemsize`");
  }

  private static NpyHeader header(DType dtype, Shape shape) {
    return new NpyHeader(FormatVersion.V1, dtype, false, shape, 128);
  }
}

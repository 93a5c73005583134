package dev.brine.npy.internal.strided;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

  private static Layout random(Random random) {
    int ndim = random.nextInt(5);
    long[] dims = new long[ndim];
    for (int i = 0; i < ndim; i++) {
      dims[i] = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(4);
    }
    Order order = random.nextBoolean() ? Order.C : Order.F;
    Layout layout = Layout.packed(Shape.of(dims), order, 1 + random.nextInt(3));
    for (int i = random.nextInt(4); i > 0 && layout.ndim() > 0; i--) {
      int axis = random.nextInt(layout.ndim());
      long dim = layout.dim(axis);
      switch (random.nextInt(4)) {
        case 0 -> layout = layout.transpose();
        case 1 -> layout = layout.flip(axis);
        case 2 -> {
          long from = random.nextInt((int) dim + 1);
          long to = from + random.nextInt((int) (dim - from) + 1);
          layout = layout.slice(axis, from, to, 1 + random.nextInt(3));
        }
        default -> {
          if (dim > 0) {
            layout = layout.select(axis, random.nextInt((int) dim));
          }
        }
      }
    }
    return layout;
  }

  /** Every place, by counting indices up. */
  private static List<Long> places(Layout layout, Order order) {
    List<Long> places = new ArrayList<>();
    long[] index = new long[layout.ndim()];
    for (long n = 0; n < layout.shape().size(); n++) {
      long rest = n;
      for (int i = 0; i < index.length; i++) {
        int axis = order == Order.C ? index.length - 1 - i : i;
        index[axis] = rest % layout.dim(axis);
        rest /= layout.dim(axis);
      }
      places.add(layout.at(index));
    }
    return places;
  }

  private static List<Long> walked(Runs runs) {
    List<Long> places = new ArrayList<>();
    while (runs.next()) {
      for (long i = 0; i < runs.count(); i++) {
        places.add(runs.offset() + i * runs.stride());
      }
    }
    return places;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_walk_visits_the_places_that_the_indices_name(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Layout layout = random(random);
      Order order = random.nextBoolean() ? Order.C : Order.F;
      List<Long> expected = places(layout, order);
      assertThat(walked(new Runs(layout, order))).as("seed %d", seed).isEqualTo(expected);
      int from = random.nextInt(expected.size() + 1);
      int to = from + random.nextInt(expected.size() - from + 1);
      assertThat(walked(new Runs(layout, order, from, to - from)))
          .as("seed %d", seed)
          .isEqualTo(expected.subList(from, to));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void a_reshaped_layout_visits_the_same_places_in_c_order(long seed) {
    Random random = new Random(seed);
    int views = 0;
    for (int i = 0; i < 1000; i++) {
      Layout layout = random(random);
      long size = layout.shape().size();
      long first = 1L + random.nextInt(4);
      Shape target =
          size > 0 && size % first == 0
              ? Shape.of(first, 1, size / first)
              : Shape.of(size == 0 ? new long[] {3, 0} : new long[] {size});
      Layout reshaped = layout.reshape(target);
      if (reshaped != null) {
        views++;
        assertThat(places(reshaped, Order.C))
            .as("seed %d", seed)
            .isEqualTo(places(layout, Order.C));
      }
    }
    assertThat(views).isGreaterThan(500);
  }

  @Test
  void a_packed_layout_is_one_run_whatever_its_shape() {
    Runs runs = new Runs(Layout.packed(Shape.of(3, 1, 4, 5), Order.C, 8), Order.C);
    assertThat(runs.next()).isTrue();
    assertThat(runs.count()).isEqualTo(60);
    assertThat(runs.stride()).isEqualTo(8);
    assertThat(runs.next()).isFalse();
  }

  @Test
  void a_transposed_layout_cannot_be_flattened_without_a_copy() {
    Layout layout = Layout.packed(Shape.of(3, 4), Order.C, 1).transpose();
    assertThat(layout.reshape(Shape.of(12))).isNull();
  }

  @Test
  void an_index_out_of_bounds_is_refused_in_numpys_words() {
    Layout layout = Layout.packed(Shape.of(3, 4), Order.C, 1);
    assertThatThrownBy(() -> layout.at(0, 4))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("index 4 is out of bounds for axis 1 with size 4");
    assertThatThrownBy(() -> layout.at(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> layout.at(1))
        .hasMessage("an array of shape (3, 4) needs 2 indices, not 1");
    assertThatThrownBy(() -> layout.select(2, 0))
        .hasMessage("axis 2 is out of bounds for array of dimension 2");
    assertThatThrownBy(() -> layout.slice(0, 2, 4, 1))
        .hasMessage("slice [2, 4) is out of bounds for axis 0 with size 3");
  }

  @Test
  void a_shape_of_zeros_and_huge_lengths_has_no_places() {
    Layout layout = Layout.packed(Shape.of(1L << 40, 0, 1L << 20), Order.C, 8);
    assertThat(new Runs(layout, Order.C).next()).isFalse();
    assertThat(layout.isPacked(Order.C, 8)).isTrue();
    assertThat(layout.isPacked(Order.F, 8)).isTrue();
  }
}

package dev.brine.npy.array;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import org.junit.jupiter.api.Test;

/** Arrays made of Java's own. */
class NdArraysTest {

  @Test
  void every_java_array_becomes_the_dtype_that_holds_its_values() {
    assertThat(NdArrays.of(1, Long.MIN_VALUE).toLongArray()).containsExactly(1, Long.MIN_VALUE);
    assertThat(NdArrays.of(1.5, -0.0).toDoubleArray()).containsExactly(1.5, -0.0);
    int[] ints = {1, Integer.MIN_VALUE};
    assertThat(NdArrays.of(ints).toIntArray()).isEqualTo(ints);
    assertThat(NdArrays.of(ints).dtype()).isEqualTo(DTypes.INT32);
    float[] floats = {1.5f, Float.NaN};
    assertThat(NdArrays.of(floats).toFloatArray()).isEqualTo(floats);
    assertThat(NdArrays.of(floats).dtype()).isEqualTo(DTypes.FLOAT32);
    short[] shorts = {1, Short.MIN_VALUE};
    assertThat(NdArrays.of(shorts).toShortArray()).isEqualTo(shorts);
    assertThat(NdArrays.of(shorts).dtype()).isEqualTo(DTypes.INT16);
    byte[] bytes = {1, Byte.MIN_VALUE};
    assertThat(NdArrays.of(bytes).toByteArray()).isEqualTo(bytes);
    assertThat(NdArrays.of(bytes).dtype()).isEqualTo(DTypes.INT8);
    boolean[] booleans = {true, false};
    assertThat(NdArrays.of(booleans).toBooleanArray()).isEqualTo(booleans);
    assertThat(NdArrays.of(booleans).dtype()).isEqualTo(DTypes.BOOL);
    assertThat(NdArrays.of(new double[0]).shape()).isEqualTo(Shape.of(0));
  }

  @Test
  void strings_are_as_long_as_the_longest_in_code_points() {
    NdArray strings = NdArrays.of("", "\ud83d\ude00b", "\ud800");
    assertThat(strings.dtype()).isEqualTo(DTypes.str(2));
    assertThat(strings.toStringArray()).containsExactly("", "\ud83d\ude00b", "\ud800");
    assertThat(NdArrays.of("").dtype()).isEqualTo(DTypes.str(1));
    assertThat(NdArrays.of(new String[0]).dtype()).isEqualTo(DTypes.str(1));
  }

  @Test
  void what_is_changed_later_in_the_java_array_is_not_in_the_array() {
    double[] values = {1, 2, 3, 4};
    NdArray array = NdArrays.of(values).reshape(2, 2);
    values[0] = 9;
    assertThat(array.getDouble(0, 0)).isEqualTo(1);
    assertThat(array.getDouble(1, 1)).isEqualTo(4);
  }
}

package dev.brine.npy.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PyList;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Arrays made of Java's own. */
class NdArrayTest {

  @Test
  void every_java_array_becomes_the_dtype_that_holds_its_values() {
    assertThat(NdArray.of(1, Long.MIN_VALUE).toLongArray()).containsExactly(1, Long.MIN_VALUE);
    assertThat(NdArray.of(1.5, -0.0).toDoubleArray()).containsExactly(1.5, -0.0);
    int[] ints = {1, Integer.MIN_VALUE};
    assertThat(NdArray.of(ints).toIntArray()).isEqualTo(ints);
    assertThat(NdArray.of(ints).dtype()).isEqualTo(DTypes.INT32);
    float[] floats = {1.5f, Float.NaN};
    assertThat(NdArray.of(floats).toFloatArray()).isEqualTo(floats);
    assertThat(NdArray.of(floats).dtype()).isEqualTo(DTypes.FLOAT32);
    short[] shorts = {1, Short.MIN_VALUE};
    assertThat(NdArray.of(shorts).toShortArray()).isEqualTo(shorts);
    assertThat(NdArray.of(shorts).dtype()).isEqualTo(DTypes.INT16);
    byte[] bytes = {1, Byte.MIN_VALUE};
    assertThat(NdArray.of(bytes).toByteArray()).isEqualTo(bytes);
    assertThat(NdArray.of(bytes).dtype()).isEqualTo(DTypes.INT8);
    boolean[] booleans = {true, false};
    assertThat(NdArray.of(booleans).toBooleanArray()).isEqualTo(booleans);
    assertThat(NdArray.of(booleans).dtype()).isEqualTo(DTypes.BOOL);
    assertThat(NdArray.of(new double[0]).shape()).isEqualTo(Shape.of(0));
  }

  @Test
  void strings_are_as_long_as_the_longest_in_code_points() {
    NdArray strings = NdArray.of("", "\ud83d\ude00b", "\ud800");
    assertThat(strings.dtype()).isEqualTo(DTypes.str(2));
    assertThat(strings.toStringArray()).containsExactly("", "\ud83d\ude00b", "\ud800");
    assertThat(NdArray.of("").dtype()).isEqualTo(DTypes.str(1));
    assertThat(NdArray.of(new String[0]).dtype()).isEqualTo(DTypes.str(1));
  }

  @Test
  void what_is_changed_later_in_the_java_array_is_not_in_the_array() {
    double[] values = {1, 2, 3, 4};
    NdArray array = NdArray.of(values).reshape(2, 2);
    values[0] = 9;
    assertThat(array.getDouble(0, 0)).isEqualTo(1);
    assertThat(array.getDouble(1, 1)).isEqualTo(4);
  }

  @Test
  void zeros_has_the_dtype_and_shape_and_can_be_written() {
    NumericArray zeros = (NumericArray) NdArray.zeros(DTypes.FLOAT64, Shape.of(2, 3));
    zeros.setDouble(1.5, 1, 2);
    assertThat(zeros.toDoubleArray()).containsExactly(0, 0, 0, 0, 0, 1.5);
    assertThat(NdArray.zeros(DTypes.bytes(0), Shape.of(3)).size()).isEqualTo(3);
    assertThatThrownBy(() -> NdArray.zeros(DTypes.OBJECT, Shape.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** numpy.arange(6, dtype='>i4').reshape(2, 3), its tobytes() and sha256 as '<i4'. */
  private static final byte[] BYTES =
      HexFormat.of().parseHex("000000000000000100000002000000030000000400000005");

  private static NdArray bigEndian() {
    return NdArray.of(DTypes.parse(">i4"), Shape.of(2, 3), Order.C, ByteBuffer.wrap(BYTES));
  }

  private static String bytes(NdArray array, Order order) {
    StringBuilder hex = new StringBuilder();
    for (ByteBuffer part : array.bytes(order)) {
      byte[] some = new byte[part.remaining()];
      part.get(some);
      hex.append(HexFormat.of().formatHex(some));
    }
    return hex.toString();
  }

  @Test
  void bytes_are_those_of_numpys_tobytes_in_both_orders() {
    assertThat(bytes(bigEndian(), Order.C)).isEqualTo(HexFormat.of().formatHex(BYTES));
    String columns = "000000000000000300000001000000040000000200000005";
    assertThat(bytes(bigEndian(), Order.F)).isEqualTo(columns);
    assertThat(bytes(bigEndian().transpose(), Order.C)).isEqualTo(columns);
    assertThat(bytes(bigEndian().slice(1, 1), Order.C)).isEmpty();
    assertThatThrownBy(() -> ObjectArray.of(PyList.of()).bytes(Order.C))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_digest_updated_row_by_row_is_that_of_the_array() throws Exception {
    MessageDigest rows = MessageDigest.getInstance("SHA-256");
    bigEndian().slice(0, 1).updateDigest(rows);
    bigEndian().slice(1, 2).updateDigest(rows);
    assertThat(HexFormat.of().formatHex(rows.digest()))
        .isEqualTo("cd9a54ed1f18bf97db08914e280ea7349e11ca2c4885a4d8052552ceba84208d")
        .isEqualTo(bigEndian().digest());
  }
}

package dev.brine.npy.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.SubarrayType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** The methods that only one family of dtypes has. Texts are those of NumPy 2's {@code str()}. */
class ArrayKindsTest {
  private static NdArray array(DType dtype, byte[] bytes) {
    int count = bytes.length / dtype.itemsize();
    return NdArray.of(dtype, Shape.of(count), Order.C, ByteBuffer.wrap(bytes));
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static NdArray complex(double... parts) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * parts.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(parts);
    return array(DTypes.COMPLEX128, bytes.array());
  }

  @Test
  void bytes_lose_the_nuls_at_their_end_only() {
    CharArray names = (CharArray) array(DTypes.bytes(3), latin1("ab\0\0b\0\0\0\0"));
    assertThat(names.toBytesArray(Order.C))
        .isDeepEqualTo(new byte[][] {latin1("ab"), latin1("\0b"), latin1("")});
    assertThat(names.getString(0)).isEqualTo("ab");
    assertThat(names.toStringArray()).containsExactly("ab", "\0b", "");
    assertThat(names).hasToString("[b'ab' b'\\x00b' b'']");
    assertThat(names.dtype().length()).isEqualTo(3);
  }

  @Test
  void bytes_that_are_not_ascii_need_a_charset() {
    CharArray names = (CharArray) array(DTypes.bytes(2), latin1("é\0ab"));
    assertThatThrownBy(() -> names.getString(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the array holds the byte 0xe9, which is not ASCII; pass the charset to getString, or"
                + " use getBytes");
    assertThat(names.getString(StandardCharsets.ISO_8859_1, 0)).isEqualTo("é");
    assertThat(names.toStringArray(StandardCharsets.ISO_8859_1, Order.C))
        .containsExactly("é", "ab");
  }

  @Test
  void a_string_with_an_invalid_code_point_is_shown_but_cannot_be_read() {
    NdArray names = array(DTypes.str(1), new byte[] {0, 0, 17, 0, 'x', 0, 0, 0});
    assertThat(names).hasToString("['\ufffd' 'x']");
    assertThatThrownBy(() -> names.getString(0))
        .hasMessage("the array holds 0x110000, which is not a Unicode code point");
    assertThatThrownBy(() -> names.getBytes(0))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("an array of <U1 has no bytes; it has strings");
  }

  @Test
  void big_endian_strings_are_the_same_strings() {
    NdArray names =
        array(FlexibleType.of(DType.Kind.STR, DType.Endian.BIG, 1), new byte[] {0, 0, 0, 'a'});
    assertThat(names.getString(0)).isEqualTo("a");
    assertThat(names.digest()).isEqualTo(array(DTypes.str(1), new byte[] {'a', 0, 0, 0}).digest());
  }

  @Test
  void raw_data_keeps_all_its_bytes() {
    VoidArray raw = (VoidArray) array(DTypes.voids(2), new byte[] {0, -1, 7, 0});
    assertThat(raw.getBytes(0)).containsExactly(0, -1);
    assertThat(raw.getBytes(1)).containsExactly(7, 0);
    assertThat(raw).hasToString("[b'\\x00\\xFF' b'\\x07\\x00']");
    assertThatThrownBy(() -> raw.getString(0))
        .hasMessage("an array of |V2 has no strings; it has bytes");
  }

  @Test
  void a_complex_number_has_two_parts() {
    ComplexArray numbers = (ComplexArray) complex(1, 2, -0.5, Double.NaN);
    assertThat(numbers.getComplex(0)).isEqualTo(new ComplexArray.Complex(1, 2));
    assertThat(numbers.toComplexArray()).hasSize(2).contains(new ComplexArray.Complex(1, 2));
    assertThat(numbers.toInterleavedArray(Order.C)).containsExactly(1, 2, -0.5, Double.NaN);
    assertThat(numbers.real().toDoubleArray()).containsExactly(1, -0.5);
    assertThat(numbers.imag().getDouble(0)).isEqualTo(2);
    assertThat(numbers).hasToString("[ 1.  +2.j -0.5+nanj]");
    assertThat(numbers.at(0)).hasToString("(1+2j)");
    assertThatThrownBy(() -> numbers.getDouble(0))
        .hasMessageEndingWith("its complex numbers have a real() and an imag() part");
  }

  @Test
  void the_parts_of_complex_numbers_are_views() {
    ComplexArray numbers = (ComplexArray) complex(1, 2);
    numbers.imag().setDouble(7, 0);
    assertThat(numbers.getComplex(0).imag()).isEqualTo(7);
  }

  @Test
  void the_axes_of_a_subarray_follow_those_of_the_records() {
    StructType type =
        StructType.packed(
            List.of("n", "p"), List.of(DTypes.INT32, SubarrayType.of(DTypes.FLOAT64, Shape.of(2))));
    ByteBuffer bytes = ByteBuffer.allocate(2 * 20).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(1).putDouble(1.5).putDouble(2.5).putInt(2).putDouble(0).putDouble(-1);
    StructArray points = (StructArray) array(type, bytes.array());
    assertThat(points.names()).containsExactly("n", "p");
    assertThat(points.field("p").shape()).isEqualTo(Shape.of(2, 2));
    assertThat(points.field("p").getDouble(1, 1)).isEqualTo(-1);
    assertThat(points.getRecord(1).field("n").getInt()).isEqualTo(2);
    assertThat(points).hasToString("[(1, [ 1.5,  2.5]) (2, [ 0. , -1. ])]");
    assertThatThrownBy(() -> points.field("q"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("there is no field q; the fields are [n, p]");
  }
}

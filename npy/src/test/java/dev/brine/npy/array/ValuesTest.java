package dev.brine.npy.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arrays, scalars, dtypes and masked arrays as values of pickles. */
class ValuesTest {
  @Test
  void the_value_of_an_array_is_an_ndarray() throws IOException {
    ArrayValue value = ArrayValue.of(NdArray.of(1L, 2L));
    assertThat(value.subtype()).isEqualTo(ArrayValue.NDARRAY).isEqualTo("numpy.ndarray");
    assertThat(value.isComplete()).isTrue();
    assertThat(value.typeName()).isEqualTo("ndarray");
    assertThat(value.javaValue()).isSameAs(value.array());
    assertThat(PickleText.canonical(value))
        .isEqualTo(
            "{\"ndarray\":{\"descr\":\"<i8\",\"shape\":[2],\"items\":[{\"int\":\"1\"},{\"int\":\"2\"}]}}");
    assertThatThrownBy(value::keyValue).isInstanceOf(InvalidStateException.class);
  }

  @Test
  void an_array_without_state_has_no_array() {
    var pending = ArrayValue.pending("numpy.matrix", state -> NdArray.of(1L));
    ArrayValue value = (ArrayValue) pending.value();
    assertThat(value.isComplete()).isFalse();
    assertThat(value).hasToString("ndarray without data");
    assertThatThrownBy(value::array)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the pickle never set the data of this array");
    pending.build(PyConstant.NONE);
    assertThat(value.array().size()).isEqualTo(1);
    assertThatThrownBy(() -> pending.build(PyConstant.NONE))
        .hasMessage("the state of an ndarray is set twice");
  }

  @Test
  void a_scalar_equals_the_python_value_of_its_dtype() {
    assertThat(ScalarValue.wrap(DTypes.INT16, new byte[] {-2, -1}).keyValue())
        .isEqualTo(PyInt.of(-2));
    assertThat(ScalarValue.wrap(DTypes.UINT8, new byte[] {-1}).keyValue()).isEqualTo(PyInt.of(255));
    assertThat(ScalarValue.wrap(DTypes.BOOL, new byte[] {1}).keyValue()).isEqualTo(PyConstant.TRUE);
    // numpy.float16(1.5).tobytes() is b'\x00>'
    assertThat(ScalarValue.wrap(DTypes.FLOAT16, new byte[] {0, '>'}).keyValue())
        .isEqualTo(new PyFloat(1.5));
    assertThat(ScalarValue.wrap(DTypes.bytes(2), new byte[] {'a', 0}).keyValue())
        .isEqualTo(PyBytes.wrap(new byte[] {'a'}));
    assertThat(ScalarValue.wrap(DTypes.str(1), new byte[] {'a', 0, 0, 0}).keyValue())
        .isEqualTo(PyStr.of("a"));
  }

  @Test
  void a_scalar_without_a_python_value_is_its_own_key() {
    ScalarValue time = ScalarValue.wrap(DTypes.parse("<M8[s]"), new byte[8]);
    assertThat(time.keyValue()).isSameAs(time);
    ScalarValue invalid = ScalarValue.wrap(DTypes.str(1), new byte[] {0, 0, 17, 0});
    assertThat(invalid.keyValue()).isSameAs(invalid);
  }

  @Test
  void a_scalar_knows_its_type_and_bytes() {
    ScalarValue scalar = ScalarValue.wrap(DTypes.FLOAT16, new byte[] {0, '>'});
    assertThat(scalar).hasToString("numpy.float16");
    assertThat(scalar.printed().before()).isEqualTo("numpy.float16(1.5)");
    assertThat(scalar.array().getDouble()).isEqualTo(1.5);
    assertThat(scalar.array().isReadOnly()).isTrue();
    scalar.bytes()[0] = 9;
    assertThat(scalar.bytes()).containsExactly(0, '>');
    assertThat(scalar).isEqualTo(ScalarValue.wrap(DTypes.FLOAT16, new byte[] {0, '>'}));
    assertThat(scalar).isNotEqualTo(ScalarValue.wrap(DTypes.INT16, new byte[] {0, '>'}));
    assertThatThrownBy(() -> ScalarValue.wrap(DTypes.INT32, new byte[3]))
        .hasMessage("a scalar of int32 cannot have 3 bytes");
  }

  @Test
  void a_dtype_cannot_change_after_it_has_been_used() {
    DTypeValue value = DTypeValue.preliminary(DTypes.INT32);
    assertThat(DTypeValue.of(value, "the dtype")).isEqualTo(DTypes.INT32);
    value.complete(DTypes.INT32);
    assertThatThrownBy(() -> value.complete(DTypes.INT64))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageStartingWith("a dtype changes after it was used");
  }

  @Test
  void a_dtype_without_state_is_not_complete() {
    DTypeValue value = DTypeValue.pending();
    assertThat(value.isComplete()).isFalse();
    assertThat(value).hasToString("dtype without state");
    assertThatThrownBy(value::dtype).hasMessage("the pickle never set the state of this dtype");
    assertThatThrownBy(() -> DTypeValue.of(value, "the dtype of an ndarray"))
        .hasMessage("the dtype of an ndarray is used before its state is complete");
    value.complete(DTypes.OBJECT);
    value.setShortPointers();
    assertThat(DTypeValue.hasShortPointers(value)).isTrue();
    assertThat(value).isEqualTo(DTypeValue.of(DTypes.OBJECT));
  }

  @Test
  void a_mask_has_the_shape_of_its_data() {
    MaskedValue masked =
        MaskedValue.of(
            NdArray.of(1.5, 2.5), NdArray.of(new boolean[] {false, true}), PyConstant.NONE);
    assertThat(masked.isComplete()).isTrue();
    assertThat(masked.data().getDouble(1)).isEqualTo(2.5);
    assertThat(masked.mask().getBoolean(1)).isTrue();
    assertThat(masked.printed().before())
        .isEqualTo("masked_array(data=array([1.5, 2.5]), mask=array([False,  True]), fill_value=");
    assertThatThrownBy(
            () -> MaskedValue.of(NdArray.of(1L), NdArray.of(new boolean[2]), PyConstant.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an array of int64 and shape (1,) cannot have a mask of bool and shape (2,)");
  }

  @Test
  void the_mask_of_records_has_a_bool_for_each_field() {
    StructType data = StructType.packed(List.of("a", "b"), List.of(DTypes.INT64, DTypes.INT8));
    StructType mask = StructType.packed(List.of("a", "b"), List.of(DTypes.BOOL, DTypes.BOOL));
    NdArray records = NdArray.zeros(data, Shape.of(3));
    assertThat(MaskedValue.of(records, NdArray.zeros(mask, Shape.of(3)), PyConstant.NONE).mask())
        .isInstanceOf(StructArray.class);
    StructType other = StructType.packed(List.of("a", "c"), List.of(DTypes.BOOL, DTypes.BOOL));
    assertThatThrownBy(
            () -> MaskedValue.of(records, NdArray.zeros(other, Shape.of(3)), PyConstant.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_masked_constant_is_a_masked_zero() {
    MaskedValue masked = MaskedValue.constant();
    assertThat(masked.subtype()).isEqualTo("numpy.ma.core.MaskedConstant");
    assertThat(masked.data().getDouble()).isEqualTo(0);
    assertThat(masked.mask().getBoolean()).isTrue();
    assertThat(masked.fill()).isEqualTo(PyConstant.NONE);
  }

  @Test
  void ragged_rows_are_values_and_splits() {
    RaggedInts rows = RaggedInts.of(new int[] {1, 2}, new int[0], new int[] {3});
    assertThat(rows.size()).isEqualTo(3);
    assertThat(rows.valueCount()).isEqualTo(3);
    assertThat(rows.rowLength(1)).isZero();
    assertThat(rows.row(0)).containsExactly(1, 2);
    assertThat(rows.get(2, 0)).isEqualTo(3);
    assertThat(rows).isEqualTo(RaggedInts.wrap(new int[] {1, 2, 3}, new int[] {0, 2, 2, 3}));
    assertThat(rows).hasToString("RaggedInts of 3 rows, 3 values");
    assertThat(ObjectArray.of(rows).asRaggedInts()).isEqualTo(rows);
    assertThatThrownBy(() -> rows.get(1, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("column 0 of row 1, which has 0 values");
    assertThatThrownBy(() -> rows.values().put(0, 9))
        .isInstanceOf(java.nio.ReadOnlyBufferException.class);
  }

  @Test
  void splits_must_fit_the_values() {
    assertThatThrownBy(() -> RaggedInts.wrap(new int[1], new int[] {0, 2}))
        .hasMessage("rowSplits must start at 0 and end at 1, the number of values");
    assertThatThrownBy(() -> RaggedInts.wrap(new int[1], new int[] {0, 2, 1}))
        .hasMessage("rowSplits must not decrease, but they do after row 1");
    assertThatThrownBy(() -> RaggedInts.wrap(new int[0], new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_80_bit_scalar_is_a_float_only_if_that_is_exact() {
    NumberType longdouble = (NumberType) DTypes.LONGDOUBLE;
    // numpy.longdouble(1).tobytes(), and the next larger value
    byte[] one = new byte[16];
    one[7] = (byte) 0x80;
    one[8] = (byte) 0xff;
    one[9] = 0x3f;
    assertThat(ScalarValue.wrap(longdouble, one.clone()).keyValue()).isEqualTo(new PyFloat(1));
    one[0] = 1;
    ScalarValue more = ScalarValue.wrap(longdouble, one);
    assertThat(more.keyValue()).isSameAs(more);
    NumericArray numbers =
        (NumericArray) NdArray.of(longdouble, Shape.of(1), Order.C, ByteBuffer.wrap(one));
    assertThat(numbers.rounded().getDouble(0)).isEqualTo(1);
    assertThat(numbers.rounded().getFloat(0)).isEqualTo(1);
    assertThat(numbers.getBigDecimal(0)).isGreaterThan(java.math.BigDecimal.ONE);
  }
}

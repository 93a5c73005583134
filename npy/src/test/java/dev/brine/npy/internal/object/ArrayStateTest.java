package dev.brine.npy.internal.object;

import static dev.brine.npy.internal.object.Ops.ANY;
import static dev.brine.npy.internal.object.Ops.EMPTY;
import static dev.brine.npy.internal.object.Ops.F8;
import static dev.brine.npy.internal.object.Ops.FALSE;
import static dev.brine.npy.internal.object.Ops.I4;
import static dev.brine.npy.internal.object.Ops.NDARRAY;
import static dev.brine.npy.internal.object.Ops.NONE;
import static dev.brine.npy.internal.object.Ops.OBJECT;
import static dev.brine.npy.internal.object.Ops.TRUE;
import static dev.brine.npy.internal.object.Ops.array;
import static dev.brine.npy.internal.object.Ops.bytes;
import static dev.brine.npy.internal.object.Ops.call;
import static dev.brine.npy.internal.object.Ops.dict;
import static dev.brine.npy.internal.object.Ops.dtype;
import static dev.brine.npy.internal.object.Ops.global;
import static dev.brine.npy.internal.object.Ops.list;
import static dev.brine.npy.internal.object.Ops.num;
import static dev.brine.npy.internal.object.Ops.pickle;
import static dev.brine.npy.internal.object.Ops.reconstruct;
import static dev.brine.npy.internal.object.Ops.str;
import static dev.brine.npy.internal.object.Ops.struct;
import static dev.brine.npy.internal.object.Ops.tuple;
import static dev.brine.npy.internal.object.Ops.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PyInt;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The states of arrays: what NumPy writes is read, what contradicts itself is refused. */
class ArrayStateTest {

  private static NdArray read(String value) throws IOException {
    return ((ArrayValue) Pickled.decode(pickle(value))).array();
  }

  private static void refuses(String value, Kind kind, String reason) {
    assertThatThrownBy(() -> Pickled.decode(pickle(value)))
        .isInstanceOfSatisfying(
            BrineException.class,
            e -> {
              assertThat(e.reason()).contains(reason);
              assertThat(e.kind()).isEqualTo(kind);
            });
  }

  private static void invalid(String value, String reason) {
    refuses(value, Kind.STATE, reason);
  }

  private static String fromBuffer(String... arguments) {
    return call(global("numpy.core.numeric", "_frombuffer"), arguments);
  }

  private static String scalar(String... arguments) {
    return call(global("numpy.core.multiarray", "scalar"), arguments);
  }

  @Test
  void reads_c_and_fortran_order() throws IOException {
    String data = bytes(1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0);
    String square = tuple(num(2), num(2));
    assertThat(read(array(I4, square, data)).toIntArray()).containsExactly(1, 2, 3, 4);
    assertThat(read(array(I4, square, TRUE, data)).toIntArray()).containsExactly(1, 3, 2, 4);
  }

  @Test
  void python_2_wrote_bools_as_ints_and_bytes_as_strs() throws IOException {
    String text = "U\u0004\u00ff\0\0\0";
    String state = array(I4.replace("X\u0001\0\0\0<", "U\u0001<"), tuple(num(1)), num(0), text);
    ArrayValue latin1 = (ArrayValue) Pickled.decode(pickle(state), StringEncoding.LATIN1);
    ArrayValue plain = (ArrayValue) Pickled.decode(pickle(state), StringEncoding.BYTES);
    assertThat(latin1.array().toIntArray()).containsExactly(255);
    assertThat(plain.array().toIntArray()).containsExactly(255);
    refuses(state, Kind.ENCODING, "");
  }

  @Test
  void objects_are_a_list_in_c_order_whatever_the_flag_says() throws IOException {
    String items = list(num(1), num(2), num(3), num(4));
    NdArray array = read(array(OBJECT, tuple(num(2), num(2)), TRUE, items));
    assertThat(((ObjectArray) array).get(0, 1)).isEqualTo(PyInt.of(2));
    assertThat(((ObjectArray) array).get(1, 0)).isEqualTo(PyInt.of(3));
  }

  @Test
  void arrays_have_a_state_of_four_or_five_items() {
    String rest = tuple(num(1)) + I4 + FALSE + zeros(4);
    invalid(reconstruct() + tuple(rest, NONE, NONE) + "b", "an ndarray's state of 6 items");
    invalid(reconstruct() + tuple(num(2), rest) + "b", "an ndarray's state of version 2");
    invalid(reconstruct() + tuple(NONE, rest) + "b", "the version of an ndarray's state");
    invalid(reconstruct() + list() + "b", "the state of an ndarray must be a tuple, not a list");
  }

  @Test
  void an_array_without_a_state_is_refused() {
    invalid(list(reconstruct()), "never receives its state");
  }

  @Test
  void the_data_must_have_as_many_bytes_as_the_shape_has() {
    String reason = "buffer size does not match array size";
    invalid(array(I4, tuple(num(2)), zeros(7)), reason);
    invalid(array(I4, tuple(num(2)), zeros(9)), reason);
    invalid(array(I4, tuple(num(2)), zeros(0)), reason);
    invalid(array(I4, tuple(num(0)), zeros(4)), reason);
    invalid(array(I4, tuple(num(1L << 62)), zeros(0)), reason);
    invalid(array(I4, tuple(num(1)), list(num(1))), "must be bytes, not a list");
  }

  @Test
  void the_list_must_have_as_many_items_as_the_shape_has() {
    invalid(array(OBJECT, tuple(num(2)), list(num(1))), "an array of 2 objects with a list of 1");
    invalid(array(OBJECT, EMPTY, list()), "an array of 1 objects with a list of 0");
    invalid(array(OBJECT, tuple(num(1L << 40)), list()), "with a list of 0");
    invalid(array(OBJECT, tuple(num(1)), zeros(8)), "must be a list, not a bytes");
    invalid(array(OBJECT, tuple(num(1)), tuple(num(8))), "must be a list, not a tuple");
  }

  @Test
  void the_shape_must_be_one() {
    invalid(array(I4, tuple(num(-1)), zeros(0)), "the negative length -1");
    invalid(array(I4, tuple("G?\u00f0\0\0\0\0\0\0"), zeros(4)), "the shape of an ndarray");
    invalid(array(I4, tuple(TRUE), zeros(4)), "the shape of an ndarray");
    invalid(array(I4, NONE, zeros(4)), "the shape of an ndarray");
    refuses(array(I4, tuple(num(1L << 40), num(1L << 40)), zeros(0)), Kind.LIMIT, "is too big");
    refuses(array(I4, tuple(num(1).repeat(65)), zeros(4)), Kind.LIMIT, "found 65");
  }

  @Test
  void elements_without_bytes_are_counted_against_the_memory() throws IOException {
    String empty = dtype("V0", num(3), ANY, NONE, NONE, NONE, num(0), num(1), num(0));
    assertThat(read(array(empty, tuple(num(5)), zeros(0))).size()).isEqualTo(5);
    refuses(array(empty, tuple(num(1L << 40)), zeros(0)), Kind.LIMIT, "limit heapBytes");
  }

  @Test
  void many_arrays_may_share_their_bytes_but_not_for_nothing() {
    StringBuilder many = new StringBuilder(zeros(100) + "q\0" + I4 + "q\1(");
    String one = array("h\1", tuple(num(25)), "h\0") + "q\2";
    many.append(one).append("0(");
    for (int i = 0; i < 300_000; i++) {
      many.append(reconstruct()).append("(L1L\n(L25L\nth\1\u0089h\0tb0");
    }
    PickleOptions small =
        PickleOptions.DEFAULT.withLimits(PickleLimits.DEFAULT.withHeapBytes(32 << 20));
    assertThatThrownBy(() -> Pickled.decode(pickle(many + NONE), small))
        .isInstanceOfSatisfying(
            BrineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LIMIT));
  }

  /** 19 bytes each, as protocol 4 has them: what NumPy honestly writes is within the limits. */
  @Test
  void many_scalars_fit_the_default_limits() throws IOException {
    StringBuilder many = new StringBuilder(global("numpy.core.multiarray", "scalar") + "q\0");
    many.append('0').append(F8).append("q\1" + "0(");
    many.append(("h\0h\1" + zeros(8) + "\u0086\u0094R\u0094").repeat(400_000)).append('l');
    assertThat(Pickled.decode(pickle(many.toString())).toString()).isEqualTo("list of 400000");
  }

  @Test
  void the_dtype_must_be_one_that_arrays_have() {
    invalid(array(NONE, tuple(num(1)), zeros(4)), "must be a dtype, not a NoneType");
    String subarray =
        dtype("V8", num(3), ANY, tuple(I4, tuple(num(2))), NONE, NONE, num(8), num(4), num(0));
    invalid(array(subarray, tuple(num(1)), zeros(8)), "an ndarray of subarrays");
    String unbuilt = call(global("numpy", "dtype"), str("V8"), FALSE, TRUE);
    invalid(array(unbuilt, tuple(num(1)), zeros(8)), "is used before its state is complete");
  }

  @Test
  void records_with_objects_are_tuples_of_their_fields() throws IOException {
    String type =
        struct(
            12,
            tuple(str("a"), str("b")),
            dict(str("a"), tuple(I4, num(0)), str("b"), tuple(OBJECT, num(4))),
            27);
    NdArray array = read(array(type, tuple(num(1)), list(tuple(num(7), NONE))));
    assertThat(((ObjectArray) array).get(0).toString()).isEqualTo("tuple of 2");
    invalid(array(type, tuple(num(1)), list(tuple(num(7)))), "element 0 of an array of 2 fields");
    invalid(array(type, tuple(num(1)), list(num(7))), "is an int");
    invalid(array(type, tuple(num(1)), zeros(12)), "must be a list");
  }

  @Test
  void reconstruct_makes_empty_arrays_of_known_classes_only() {
    String function = global("numpy.core.multiarray", "_reconstruct");
    String shape = tuple(num(0));
    refuses(
        call(function, global("numpy", "dtype"), shape, bytes('b')),
        Kind.REFUSED,
        "not a known array class");
    refuses(
        call(function, global("numpy", "float64"), shape, bytes('b')),
        Kind.REFUSED,
        "not a known array class");
    refuses(call(NDARRAY, shape), Kind.REFUSED, "only name this class");
    invalid(call(function, NDARRAY, tuple(num(1)), bytes('b')), "takes the shape (0,)");
    invalid(call(function, NDARRAY, shape, bytes('O')), "takes the shape (0,)");
    invalid(call(function, NDARRAY, shape), "takes a class, a shape and a type");
  }

  @Test
  void the_same_array_is_not_given_two_states() {
    String again = tuple(num(1), tuple(num(0)), I4, FALSE, zeros(0)) + "b";
    invalid(array(I4, tuple(num(0)), zeros(0)) + again, "is set twice");
  }

  @Test
  void an_array_is_no_key() {
    invalid(dict(array(I4, tuple(num(0)), zeros(0)), NONE), "an ndarray cannot be a key");
  }

  @Test
  void a_buffer_has_an_order() throws IOException {
    String data = bytes(0, 1, 2, 3, 4, 5);
    String u1 = dtype("u1", num(3), ANY, NONE, NONE, NONE, num(-1), num(-1), num(0));
    String shape = tuple(num(2), num(3));
    assertThat(read(fromBuffer(data, u1, shape, str("C"))).toByteArray())
        .containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(read(fromBuffer(data, u1, shape, str("F"))).toByteArray())
        .containsExactly(0, 2, 4, 1, 3, 5);
    NdArray turned = read(fromBuffer(data, u1, shape, str("K"), tuple(num(1), num(0))));
    assertThat(turned.shape().dims()).containsExactly(3, 2);
    assertThat(turned.toByteArray()).containsExactly(0, 3, 1, 4, 2, 5);
    invalid(fromBuffer(data, u1, shape, str("A")), "the order must be C, F or K");
    invalid(fromBuffer(data, u1, shape, str("K")), "needs the order of the axes");
    invalid(fromBuffer(data, u1, shape, str("K"), tuple(num(0))), "orders 1 axes of 2");
    invalid(fromBuffer(data, u1, shape, str("K"), tuple(num(0), num(0))), "not a permutation");
    invalid(fromBuffer(data, u1, shape, str("K"), tuple(num(0), num(2))), "not a permutation");
    invalid(fromBuffer(data, u1, shape, str("C"), tuple(num(0), num(1))), "the order K only");
    invalid(fromBuffer(data, OBJECT, tuple(num(0)), str("C")), "cannot be made from bytes");
    invalid(fromBuffer(str("abc"), u1, tuple(num(3)), str("C")), "must be bytes, not a str");
  }

  @Test
  void a_scalar_has_its_dtypes_bytes() throws IOException {
    assertThat(Pickled.decode(pickle(scalar(F8, zeros(9)))).typeName()).isEqualTo("numpy.float64");
    invalid(scalar(F8, zeros(7)), "with 7 bytes");
    invalid(scalar(OBJECT, zeros(8)), "needs a 0-d array");
    invalid(scalar(OBJECT, array(OBJECT, EMPTY, list(NONE))), "needs a 0-d array");
    invalid(scalar(F8), "takes a dtype and its bytes");
    invalid(scalar(F8, NONE), "must be bytes");
  }
}

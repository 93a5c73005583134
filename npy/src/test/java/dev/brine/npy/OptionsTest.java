package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.SaveOptions.NumpyVersion;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import dev.brine.npy.dtype.NumberType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StringDType;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.npy.dtype.TimeType;
import dev.brine.pickle.PickleLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Options, headers and dtypes: defaults, changed copies, and what they reject. */
class OptionsTest {
  @Test
  void load_options_have_safe_defaults_and_changed_copies() {
    LoadOptions options = LoadOptions.DEFAULT;
    assertThat(options.allowPickle()).isTrue();
    assertThat(options.maxHeaderSize()).isEqualTo(65_536);
    assertThat(options.withAllowPickle(false).allowPickle()).isFalse();
    assertThat(options.withMaxHeaderSize(10_000).maxHeaderSize()).isEqualTo(10_000);
    PickleLimits limits = PickleLimits.DEFAULT;
    assertThat(options.withLimits(limits).pickle().limits()).isSameAs(limits);
    assertThat(options).isEqualTo(LoadOptions.DEFAULT);
    assertThatThrownBy(() -> options.withMaxHeaderSize(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxHeaderSize must be non-negative but was -1");
  }

  @Test
  void a_header_over_the_limit_is_rejected() throws IOException {
    ByteArrayOutputStream npy = new ByteArrayOutputStream();
    Npy.save(npy, NdArray.of(1L));
    assertThat(Npy.load(npy.toByteArray(), o -> o.withMaxHeaderSize(118)).size()).isEqualTo(1);
    assertThatThrownBy(() -> Npy.load(npy.toByteArray(), o -> o.withMaxHeaderSize(117)))
        .hasMessageContaining("Header info length (118) is large and may not be safe");
  }

  @Test
  void save_options_reject_versions_and_threads_that_do_not_exist() {
    assertThat(SaveOptions.DEFAULT.numpy()).isEqualTo(NumpyVersion.NUMPY_2);
    assertThat(NumpyVersion.NUMPY_1.protocol()).isEqualTo(3);
    assertThatThrownBy(() -> SaveOptions.DEFAULT.withVersion(new FormatVersion(1, 1)))
        .hasMessage("we only support format version (1,0), (2,0), and (3,0), not (1, 1)");
    assertThatThrownBy(() -> SaveOptions.DEFAULT.withThreads(257))
        .hasMessage("threads must be from 0 to 256 but was 257");
  }

  @Test
  void a_header_gives_the_size_of_its_data_unless_that_is_a_pickle() {
    NpyHeader header = new NpyHeader(FormatVersion.V1, DTypes.INT32, false, Shape.of(2, 3), 128);
    assertThat(header.dataBytes()).isEqualTo(24);
    assertThat(FormatVersion.V3).hasToString("3.0");
    NpyHeader objects = new NpyHeader(FormatVersion.V1, DTypes.OBJECT, false, Shape.of(2), 128);
    assertThatThrownBy(objects::dataBytes).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                new NpyHeader(
                    FormatVersion.V1, DTypes.INT64, false, Shape.of(Long.MAX_VALUE / 2), 128))
        .hasMessageStartingWith("array is too big");
  }

  @Test
  void a_dtype_has_one_kind_size_and_byte_order() {
    NumberType big = NumberType.of(DType.Kind.FLOAT, DType.Endian.BIG, 8);
    assertThat(big.kind()).isEqualTo(DType.Kind.FLOAT);
    assertThat(big.itemsize()).isEqualTo(8);
    assertThat(big.endian()).isEqualTo(DType.Endian.BIG);
    assertThat(big).isNotEqualTo(DTypes.FLOAT64).hasToString(">f8");
    assertThat(NumberType.of(DType.Kind.INT, DType.Endian.BIG, 1)).isEqualTo(DTypes.INT8);
    assertThat(DTypes.OBJECT.itemsize()).isEqualTo(8);
    assertThat(DTypes.OBJECT.hasObject()).isTrue();
    assertThat(DTypes.parse("O")).isSameAs(DTypes.OBJECT);
    assertThatThrownBy(() -> NumberType.of(DType.Kind.FLOAT, DType.Endian.LITTLE, 3))
        .hasMessage("there is no FLOAT of 3 bytes in NumPy");
  }

  @Test
  void a_length_in_code_points_has_four_bytes_each() {
    FlexibleType text = (FlexibleType) DTypes.str(3);
    assertThat(text.length()).isEqualTo(3);
    assertThat(text.itemsize()).isEqualTo(12);
    assertThat(text.alignment()).isEqualTo(4);
    assertThatThrownBy(() -> DTypes.str(1 << 29)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FlexibleType.of(DType.Kind.INT, DType.Endian.NONE, 1))
        .hasMessage("INT has no length");
  }

  @Test
  void a_subarray_is_as_large_as_its_elements() {
    SubarrayType pair = SubarrayType.of(DTypes.INT16, Shape.of(2, 2));
    assertThat(pair.itemsize()).isEqualTo(8);
    assertThat(pair.base()).isEqualTo(DTypes.INT16);
    assertThat(pair.descr()).isEqualTo("('<i2', (2, 2))");
    assertThat(pair.levels()).isEqualTo(1);
    assertThatThrownBy(() -> SubarrayType.of(DTypes.INT64, Shape.of(1L << 28)))
        .hasMessageEndingWith("dtype size in bytes must fit into a C int.");
  }

  @Test
  void times_and_strings_say_their_units_and_missing_values() {
    TimeType span = (TimeType) DTypes.parse("m8[25s]");
    assertThat(span.unit()).isEqualTo(TimeType.Unit.SECOND);
    assertThat(span.multiple()).isEqualTo(25);
    assertThat(span.str()).isEqualTo("<m8[25s]");
    assertThatThrownBy(() -> TimeType.of(DType.Kind.INT, DType.Endian.LITTLE, TimeType.Unit.DAY, 1))
        .hasMessage("INT has no unit of time");
    StringDType strings = StringDType.of(false, "none");
    assertThat(strings).hasToString("StringDType(na_object='none', coerce=False)");
    assertThat(strings.descr()).isEqualTo("|O");
    assertThat(strings.itemsize()).isEqualTo(16);
    assertThatThrownBy(() -> StringDType.of(true, StringDType.Missing.TEXT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_order_is_c_or_fortran() {
    NdArray array = NdArray.of(1L, 2L, 3L, 4L).reshape(2, 2);
    assertThat(array.toLongArray(Order.C)).containsExactly(1, 2, 3, 4);
    assertThat(array.toLongArray(Order.F)).containsExactly(1, 3, 2, 4);
  }
}

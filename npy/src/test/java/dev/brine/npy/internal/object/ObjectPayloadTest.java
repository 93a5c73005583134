package dev.brine.npy.internal.object;

import static dev.brine.npy.internal.object.Ops.I4;
import static dev.brine.npy.internal.object.Ops.NONE;
import static dev.brine.npy.internal.object.Ops.OBJECT;
import static dev.brine.npy.internal.object.Ops.array;
import static dev.brine.npy.internal.object.Ops.dict;
import static dev.brine.npy.internal.object.Ops.global;
import static dev.brine.npy.internal.object.Ops.list;
import static dev.brine.npy.internal.object.Ops.num;
import static dev.brine.npy.internal.object.Ops.objects;
import static dev.brine.npy.internal.object.Ops.pickle;
import static dev.brine.npy.internal.object.Ops.str;
import static dev.brine.npy.internal.object.Ops.struct;
import static dev.brine.npy.internal.object.Ops.tuple;
import static dev.brine.npy.internal.object.Ops.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.RefusedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.Npy;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.StructArray;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.StringEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The pickle in an .npy: what it must have in common with the header, and who may read it. */
class ObjectPayloadTest {

  private static byte[] npy(String descr, String order, String shape, byte[] payload) {
    String dict =
        "{'descr': " + descr + ", 'fortran_order': " + order + ", 'shape': " + shape + ", }";
    int length = (10 + dict.length() + 1 + 63) / 64 * 64 - 10;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(length);
    out.write(length >> 8);
    String header = dict + " ".repeat(length - 1 - dict.length()) + "\n";
    out.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static byte[] npy(String shape, String value) {
    return npy("'|O'", "False", shape, pickle(value));
  }

  private static void mismatch(byte[] file, String message) {
    assertThatThrownBy(() -> Npy.load(file))
        .isInstanceOfSatisfying(
            BrineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MISMATCH))
        .hasMessage("<bytes>@128: " + message);
  }

  @Test
  void header_and_pickle_agree_on_the_shape() {
    mismatch(npy("(2,)", objects(NONE)), "the header says shape (2,), the pickle (1,)");
    mismatch(npy("()", objects(NONE)), "the header says shape (), the pickle (1,)");
  }

  @Test
  void header_and_pickle_agree_on_the_dtype() {
    mismatch(
        npy("(1,)", array(I4, tuple(num(1)), zeros(4))),
        "the header says dtype object, the pickle int32");
    mismatch(
        npy("[('a', '|O')]", "False", "(1,)", pickle(objects(NONE))),
        "the header says dtype [('a', 'O')], the pickle object");
  }

  @Test
  void the_pickle_holds_an_array() {
    mismatch(
        npy("(1,)", list(NONE)),
        "the pickle holds a list, not an array; use Npy.loadValue to get it");
  }

  @Test
  void a_masked_array_is_not_read_as_if_nothing_were_masked() {
    String masked =
        Ops.call(
                global("numpy.ma.core", "_mareconstruct"),
                global("numpy.ma.core", "MaskedArray"),
                Ops.NDARRAY,
                tuple(num(0)),
                str("b"))
            + tuple(num(1), tuple(num(1)), OBJECT, Ops.FALSE, list(NONE), zeros(1), NONE)
            + "b";
    assertThatThrownBy(() -> Npy.load(npy("(1,)", masked)))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("the pickle holds a masked array");
  }

  @Test
  void the_order_of_an_object_arrays_header_means_nothing() throws IOException {
    byte[] payload = pickle(array(OBJECT, tuple(num(2), num(1)), list(str("a"), str("b"))));
    ObjectArray array = (ObjectArray) Npy.load(npy("'|O'", "True", "(2, 1)", payload));
    assertThat(array.get(1, 0).toString()).isEqualTo("b");
  }

  @Test
  void records_of_a_header_have_the_fields_of_the_pickle() throws IOException {
    String type =
        struct(
            12,
            tuple(str("a"), str("b")),
            dict(str("a"), tuple(I4, num(0)), str("b"), tuple(OBJECT, num(4))),
            27);
    byte[] payload = pickle(array(type, tuple(num(1)), list(tuple(num(1), NONE))));
    NdArray array = Npy.load(npy("[('a', '<i4'), ('b', '|O')]", "False", "(1,)", payload));
    assertThat(array.dtype().descr()).isEqualTo("[('a', '<i4'), ('b', '|O')]");
    assertThatThrownBy(() -> Npy.load(npy("[('a', '<i4'), ('c', '|O')]", "False", "(1,)", payload)))
        .hasMessageContaining("the header says dtype");
  }

  @Test
  void allow_pickle_false_refuses_in_numpys_words() {
    assertThatThrownBy(() -> Npy.load(npy("(1,)", objects(NONE)), o -> o.withAllowPickle(false)))
        .isInstanceOf(UnsupportedException.class)
        .hasMessage("<bytes>@128: Object arrays cannot be loaded when allow_pickle=False");
  }

  @Test
  void a_class_in_the_pickle_is_refused_with_its_place() {
    String call = Ops.call(global("os", "system"), str("x"));
    assertThatThrownBy(() -> Npy.load(npy("(1,)", objects(call))))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.module()).isEqualTo("os");
              assertThat(e.name()).isEqualTo("system");
              assertThat(e.opcode()).isEqualTo("GLOBAL");
              assertThat(e.location().offset()).isGreaterThan(128);
            });
  }

  @Test
  void a_class_of_numpys_scalars_is_a_name_and_other_classes_are_no_elements() throws IOException {
    ObjectArray array = (ObjectArray) Npy.load(npy("(1,)", objects(global("numpy", "float64"))));
    assertThat(array.get(0)).hasToString("numpy.float64");
    assertThatThrownBy(() -> Npy.load(npy("(1,)", objects(global("numpy", "record")))))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.name()).isEqualTo("record"));
  }

  @Test
  void the_encoding_is_that_of_python_2s_strings() throws IOException {
    byte[] file = npy("(1,)", objects("U\u0002\u00e9a"));
    ObjectArray latin1 = (ObjectArray) Npy.load(file, o -> o.withEncoding(StringEncoding.LATIN1));
    ObjectArray bytes = (ObjectArray) Npy.load(file, o -> o.withEncoding(StringEncoding.BYTES));
    assertThat(latin1.get(0).toString()).isEqualTo("\u00e9a");
    assertThat(bytes.get(0).toString()).isEqualTo("bytes of 2");
    assertThatThrownBy(() -> Npy.load(file))
        .isInstanceOfSatisfying(
            BrineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ENCODING));
  }

  @Test
  void the_array_remembers_what_its_pickle_was_made_of() throws IOException {
    ObjectArray array = (ObjectArray) Npy.load(npy("(1,)", "\u0080\u0002" + objects(NONE)));
    Pickle.Facts facts = Objects.requireNonNull(array.facts());
    assertThat(facts.protocol()).isEqualTo(2);
    assertThat(facts.names())
        .extracting(Object::toString)
        .containsExactly("numpy._core.multiarray._reconstruct", "numpy.ndarray", "numpy.dtype");
  }

  @Test
  void every_truncation_is_told() {
    byte[] whole = npy("(2,)", objects(list(num(1)), str("a")));
    for (int length = 128; length < whole.length; length++) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Npy.load(part))
          .isInstanceOfSatisfying(
              BrineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TRUNCATED));
    }
  }

  @Test
  void every_damaged_byte_gives_an_array_or_a_typed_failure() {
    byte[] whole = npy("(3,)", objects(list(num(1)), str("a"), array(I4, tuple(num(1)), zeros(4))));
    for (int i = 128; i < whole.length; i++) {
      for (int flip : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 255}) {
        byte[] damaged = whole.clone();
        damaged[i] ^= (byte) flip;
        try {
          NdArray array = Npy.load(damaged);
          assertThat(array.size()).isEqualTo(3);
        } catch (IOException e) {
          assertThat(e).as("byte %d, %d", i, flip).isInstanceOf(BrineException.class);
        }
      }
    }
  }

  @Test
  void a_view_of_some_fields_has_the_flags_of_all_of_them() throws IOException {
    // a = numpy.zeros(3, [('a', 'i4'), ('b', 'U4')])[['a']], pickled by NumPy 2.4
    byte[] pickle =
        HexFormat.of()
            .parseHex(
                "800495f3000000000000008c166e756d70792e5f636f72652e6d756c74696172726179948c0c"
                    + "5f7265636f6e7374727563749493948c056e756d7079948c076e6461727261799493944b0085"
                    + "944301629487945294284b014b03859468038c0564747970659493948c035632309489888794"
                    + "5294284b038c017c944e8c01619485947d946811680c8c02693494898887945294284b038c01"
                    + "3c944e4e4e4affffffff4affffffff4b007494624b008694734b144b014b1874946289433c00"
                    + "0000000000000000000000000000000000000000000000000000000000000000000000000000"
                    + "000000000000000000000000000000000000000000947494622e");
    NdArray array = ((ArrayValue) Npy.loadValue(pickle)).array();
    assertThat(array.shape()).isEqualTo(Shape.of(3));
    assertThat(array.dtype().itemsize()).isEqualTo(20);
    assertThat(((StructArray) array).field("a").toIntArray()).containsExactly(0, 0, 0);
  }
}

package dev.brine.npy.internal.object;

import static dev.brine.npy.internal.object.Ops.F8;
import static dev.brine.npy.internal.object.Ops.FALSE;
import static dev.brine.npy.internal.object.Ops.I4;
import static dev.brine.npy.internal.object.Ops.NONE;
import static dev.brine.npy.internal.object.Ops.OBJECT;
import static dev.brine.npy.internal.object.Ops.TRUE;
import static dev.brine.npy.internal.object.Ops.array;
import static dev.brine.npy.internal.object.Ops.bytes;
import static dev.brine.npy.internal.object.Ops.call;
import static dev.brine.npy.internal.object.Ops.dict;
import static dev.brine.npy.internal.object.Ops.global;
import static dev.brine.npy.internal.object.Ops.list;
import static dev.brine.npy.internal.object.Ops.num;
import static dev.brine.npy.internal.object.Ops.objects;
import static dev.brine.npy.internal.object.Ops.pickle;
import static dev.brine.npy.internal.object.Ops.str;
import static dev.brine.npy.internal.object.Ops.tuple;
import static dev.brine.npy.internal.object.Ops.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Object arrays: their elements, views of them, and their rows of ints. */
class ObjectRowsTest {

  private static ObjectArray read(String value) throws IOException {
    return (ObjectArray) ((ArrayValue) Pickled.decode(pickle(value))).array();
  }

  private static RaggedInts rows(String... items) throws IOException {
    return read(objects(items)).asRaggedInts();
  }

  /** As NumPy 1.24 and 2.4 wrote them, in every protocol. */
  private static List<Pickled> written(String name) {
    List<Pickled> found = Pickled.all().stream().filter(p -> p.name().equals(name)).toList();
    assertThat(found).hasSizeGreaterThan(8);
    return found;
  }

  private static ObjectArray read(Pickled pickled) throws IOException {
    return (ObjectArray) ((ArrayValue) pickled.value()).array();
  }

  @Test
  void lists_become_rows() throws IOException {
    for (Pickled pickled : written("objects-rows")) {
      assertThat(read(pickled).asRaggedInts())
          .isEqualTo(RaggedInts.of(new int[][] {{1, 2, 3}, {}, {4}, {5, 6}}));
    }
  }

  @Test
  void tuples_become_rows() throws IOException {
    for (Pickled pickled : written("objects-tuples")) {
      assertThat(read(pickled).asRaggedInts())
          .isEqualTo(RaggedInts.of(new int[][] {{1, 2, 3}, {}, {4}}));
    }
  }

  @Test
  void arrays_become_rows_whatever_their_ints() throws IOException {
    for (Pickled pickled : written("objects-rows-arrays")) {
      assertThat(read(pickled).asRaggedInts())
          .isEqualTo(RaggedInts.of(new int[][] {{1, 2}, {}, {3, 4, 5}}));
    }
  }

  @Test
  void lists_of_one_length_that_numpy_made_two_axes_of_are_rows() throws IOException {
    for (String name : List.of("objects-2d", "objects-2d-f")) {
      for (Pickled pickled : written(name)) {
        ObjectArray array = read(pickled);
        assertThat(array.asRaggedInts())
            .isEqualTo(RaggedInts.of(new int[][] {{0, 1, 2}, {3, 4, 5}}));
        assertThat(array.transpose().asRaggedInts())
            .isEqualTo(RaggedInts.of(new int[][] {{0, 3}, {1, 4}, {2, 5}}));
      }
    }
    String none = array(OBJECT, tuple(num(3), num(0)), list());
    assertThat(read(none).asRaggedInts()).isEqualTo(RaggedInts.of(new int[3][0]));
  }

  @Test
  void long_lists_become_rows() throws IOException {
    for (Pickled pickled : written("objects-long-list")) {
      RaggedInts rows = read(pickled).asRaggedInts();
      assertThat(rows.rowLength(0)).isEqualTo(70_000);
      assertThat(rows.get(0, 69_999)).isEqualTo(69_999 % 300);
      assertThat(rows.get(1, 0)).isEqualTo(-300);
    }
  }

  @Test
  void a_shared_list_is_a_row_every_time() throws IOException {
    String shared = list(num(1), num(2)) + "q\0";
    assertThat(rows(shared, "h\0", list(num(3)), "h\0"))
        .isEqualTo(RaggedInts.of(new int[][] {{1, 2}, {1, 2}, {3}, {1, 2}}));
  }

  @Test
  void shared_lists_that_would_not_fit_memory_are_refused() throws IOException {
    long fits = Runtime.getRuntime().maxMemory() / 4;
    int width = 1 << 16;
    StringBuilder items = new StringBuilder("(" + num(7).repeat(width) + "lq\0");
    int rows = (int) Math.min(fits / width, Integer.MAX_VALUE / width) + 1;
    items.append("h\0".repeat(rows));
    String data = "(" + items + "l";
    ObjectArray array = read(array(OBJECT, tuple(num(rows + 1)), data));
    assertThatThrownBy(array::asRaggedInts)
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("ints, more than fit in Java's heap");
  }

  @Test
  void mixed_ints_are_ints() throws IOException {
    String scalar = call(global("numpy.core.multiarray", "scalar"), I4, bytes(5, 0, 0, 0));
    assertThat(rows(list(num(1), TRUE, scalar, FALSE), tuple(scalar)))
        .isEqualTo(RaggedInts.of(new int[][] {{1, 1, 5, 0}, {5}}));
    String nested = objects(num(4), num(5));
    assertThat(rows(nested, list())).isEqualTo(RaggedInts.of(new int[][] {{4, 5}, {}}));
  }

  @Test
  void a_row_that_is_none_is_named() {
    assertThatThrownBy(() -> rows(list(), str("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("row 1 is a str, not a list of ints");
    assertThatThrownBy(() -> rows(num(5))).hasMessage("row 0 is an int, not a list of ints");
    assertThatThrownBy(() -> rows(list(num(1), str("x"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("row 0 has a str at 1, not an int");
    assertThatThrownBy(() -> rows(list(), list("G?\u00f0\0\0\0\0\0\0")))
        .hasMessage("row 1 has a float at 0, not an int");
    assertThatThrownBy(() -> rows(list(), list(num(1), num(1L << 40))))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("row 1 has 1099511627776 at 1, which does not fit in 32 bits");
    assertThatThrownBy(() -> rows(array(F8, tuple(num(1)), zeros(8))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("row 0 is an array of float64, not of ints");
    assertThatThrownBy(() -> rows(array(I4, tuple(), zeros(4))))
        .hasMessage("row 0 is an array of 0 axes, not a list of ints");
    assertThatThrownBy(() -> read(array(OBJECT, tuple(), list(list()))).asRaggedInts())
        .hasMessage("only an array of one axis or two has rows of ints; this one has 0");
    assertThatThrownBy(() -> rows(dict())).hasMessage("row 0 is a dict, not a list of ints");
  }

  @Test
  void an_unsigned_int_that_does_not_fit_names_its_row() {
    String u8 = Ops.dtype("u8", num(3), Ops.LITTLE, NONE, NONE, NONE, num(-1), num(-1), num(0));
    String large = array(u8, tuple(num(1)), bytes(-1, -1, -1, -1, -1, -1, -1, -1));
    assertThatThrownBy(() -> rows(list(), large))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageStartingWith("row 1: ");
  }

  @Test
  void views_have_the_elements_of_their_places() throws IOException {
    String letters = list(str("a"), str("b"), str("c"), str("d"), str("e"), str("f"));
    ObjectArray array = read(array(OBJECT, tuple(num(2), num(3)), letters));
    ObjectArray turned = (ObjectArray) array.transpose();
    assertThat(texts(turned)).containsExactly("a", "d", "b", "e", "c", "f");
    assertThat(texts((ObjectArray) array.row(1))).containsExactly("d", "e", "f");
    assertThat(texts((ObjectArray) array.slice(1, 1, 3))).containsExactly("b", "c", "e", "f");
    assertThat(texts((ObjectArray) array.flip(1))).containsExactly("c", "b", "a", "f", "e", "d");
    assertThat(texts((ObjectArray) array.at(1, 2))).containsExactly("f");
    assertThat(texts((ObjectArray) turned.copy())).containsExactly("a", "d", "b", "e", "c", "f");
    assertThat(texts((ObjectArray) turned.reshape(2, 3)))
        .containsExactly("a", "d", "b", "e", "c", "f");
  }

  private static List<String> texts(ObjectArray array) {
    return java.util.stream.LongStream.range(0, array.size())
        .mapToObj(i -> array.item(i).toString())
        .toList();
  }

  @Test
  void a_view_never_shows_what_lies_beyond_it() throws IOException {
    ObjectArray row = (ObjectArray) read(objects(num(1), num(2), num(3))).slice(0, 2);
    assertThatThrownBy(() -> row.item(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> row.item(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> row.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    ObjectArray none = (ObjectArray) row.slice(1, 1);
    assertThatThrownBy(() -> none.item(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void numbers_are_not_asked_of_objects() throws IOException {
    ObjectArray array = read(objects(num(1)));
    assertThatThrownBy(array::toIntArray)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("get(…) returns its Python values");
  }

  @Test
  void an_array_inside_itself_has_a_digest() throws IOException {
    String itself =
        Ops.reconstruct() + "q\0" + tuple(num(1), tuple(num(1)), OBJECT, FALSE, list("h\0")) + "b";
    ObjectArray array = read(itself);
    PickleValue inner = array.get(0);
    assertThat(((ArrayValue) inner).array()).isSameAs(array);
    assertThat(PickleText.canonical(inner)).endsWith("\"items\":[{\"back\":1}]}}");
    assertThat(array.digest()).isEqualTo(PickleText.sha256(inner));
  }
}

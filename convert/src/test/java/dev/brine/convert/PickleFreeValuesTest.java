package dev.brine.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.brine.convert.PickleFree.Converted;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.JavaValues;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bare pickles hold, without a pickle and back. */
class PickleFreeValuesTest {
  private static final NdArray MASK = NdArray.of(new boolean[] {false, true, false});

  @TempDir Path folder = Path.of("");

  private Path pickle(PickleValue value) throws IOException {
    Path file = folder.resolve("a.pkl");
    Npy.saveValue(file, value);
    return file;
  }

  private static MaskedValue masked() {
    return MaskedValue.of(NdArray.of(1.5, 2.5, 3.5), MASK, PyConstant.NONE);
  }

  private void comesBack(PickleValue value, String kind, String... members) throws IOException {
    Path free = folder.resolve("free.npz");
    Path back = folder.resolve("back.pkl");
    List<Converted> done = PickleFree.convert(pickle(value), free);
    assertThat(done)
        .extracting(Converted::name, Converted::kind)
        .containsExactly(tuple("value", kind));
    try (NpzFile npz = NpzFile.open(free, o -> o.withAllowPickle(false))) {
      assertThat(npz.files()).containsExactly(members);
      for (String member : members) {
        assertThat(npz.get(member).dtype().hasObject()).as(member).isFalse();
      }
    }
    assertThat(PickleFree.restore(free, back)).containsExactly("value");
    assertThat(PickleText.sha256(Npy.loadValue(back))).isEqualTo(PickleText.sha256(value));
  }

  @Test
  void a_dict_has_a_member_for_each_key() throws IOException {
    PickleValue dict = JavaValues.toPython(Map.of("rate", 0.5));
    comesBack(dict, "dict", "value/rate", "value.form");
  }

  @Test
  void a_masked_array_is_its_data_its_mask_and_what_fills_it() throws IOException {
    comesBack(
        masked(), "masked", "value.data", "value.mask", "value.fill_value.mask", "value.form");
    ArrayValue fill = ArrayValue.of(NdArray.of(9).row(0));
    comesBack(
        MaskedValue.of(NdArray.of(1, 2, 3), MASK, fill),
        "masked",
        "value.data",
        "value.mask",
        "value.fill_value",
        "value.form");
  }

  @Test
  void any_other_value_has_the_form_of_its_kind() throws IOException {
    comesBack(PyInt.of(7), "int", "value", "value.form");
    comesBack(PyConstant.NONE, "none", "value.mask", "value.form");
    comesBack(
        PyList.of(PyInt.of(1), PyStr.of("a"), PyConstant.NONE),
        "equal",
        "value.json",
        "value.json_splits",
        "value.form");
  }

  @Test
  void an_array_in_a_bare_pickle_is_a_member() throws IOException {
    NdArray array = NdArray.of(1, 2, 3);
    Path free = folder.resolve("free.npz");
    assertThat(PickleFree.convert(pickle(ArrayValue.of(array)), free)).isEmpty();
    Path back = folder.resolve("back.npy");
    assertThat(PickleFree.restore(free, back)).isEmpty();
    assertThat(Npy.load(back).digest()).isEqualTo(array.digest());
  }

  @Test
  void what_is_no_array_goes_into_no_archive() throws IOException {
    Path free = folder.resolve("free.npz");
    PickleFree.convert(pickle(masked()), free);
    for (String name : List.of("back.npz", "back.npy")) {
      Path back = folder.resolve(name);
      assertThatThrownBy(() -> PickleFree.restore(free, back))
          .isInstanceOf(UnsupportedException.class)
          .hasMessageContaining(
              "value is not an array but the value of a pickle; name the output .pkl");
      assertThat(back).doesNotExist();
    }
  }

  @Test
  void the_order_in_which_an_array_lay_comes_back() throws IOException {
    PyList items = (PyList) JavaValues.toPython(Arrays.asList(1, 2, null, 4, 5, 6));
    NdArray array = ObjectArray.of(DTypes.OBJECT, Shape.of(3, 2), items).transpose();
    Path file = folder.resolve("a.npy");
    Npy.save(file, array);
    Path free = folder.resolve("free.npz");
    Path back = folder.resolve("back.npy");
    PickleFree.convert(file, free);
    PickleFree.restore(free, back);
    assertThat(back).hasSameBinaryContentAs(file);
  }

  @Test
  void a_mask_of_another_shape_or_dtype_is_refused() throws IOException {
    Path free = folder.resolve("free.npz");
    PickleFree.convert(pickle(masked()), free);
    for (NdArray mask : List.of(NdArray.of(new boolean[2]), NdArray.of(1L, 0L, 1L))) {
      NpzWriter.update(free, w -> w.put("value.mask", mask));
      assertThatThrownBy(() -> PickleFree.restore(free, folder.resolve("back.pkl")))
          .isInstanceOf(MalformedException.class)
          .hasMessageContaining("the members do not match their description: an array of");
    }
  }
}

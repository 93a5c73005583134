package dev.brine.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.RefusedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.SaveOptions.NumpyVersion;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.array.RaggedInts;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StringDType;
import dev.brine.npy.dtype.StringDType.Missing;
import dev.brine.pickle.JavaValues;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Object arrays made in Java, saved and loaded again. */
class SaveObjectsTest {

  private static byte[] saved(NdArray array, NumpyVersion version) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.save(out, array, options -> options.withNumpy(version));
    return out.toByteArray();
  }

  @Test
  void rows_of_ints_are_saved_as_lists() throws IOException {
    RaggedInts rows = RaggedInts.of(new int[] {1, 14, 70_000}, new int[] {}, new int[] {-1});
    for (NumpyVersion version : NumpyVersion.values()) {
      NdArray loaded = Npy.load(saved(ObjectArray.of(rows), version));
      assertThat(loaded.shape()).isEqualTo(Shape.of(3));
      assertThat(loaded.asRaggedInts()).isEqualTo(rows);
    }
  }

  /** {@code np.save(f, np.array([[1, 14], [2]], dtype=object))} of NumPy 2.4, after its header. */
  @Test
  void the_pickle_is_that_of_numpy() throws IOException {
    byte[] npy =
        saved(
            ObjectArray.of(RaggedInts.of(new int[] {1, 14}, new int[] {2})), NumpyVersion.NUMPY_2);
    assertThat(HexFormat.of().formatHex(Arrays.copyOfRange(npy, 128, npy.length)))
        .isEqualTo(
            "80049597000000000000008c166e756d70792e5f636f72652e6d756c74696172726179"
                + "948c0c5f7265636f6e7374727563749493948c056e756d7079948c076e646172726179"
                + "9493944b0085944301629487945294284b014b02859468038c0564747970659493948c"
                + "024f3894898887945294284b038c017c944e4e4e4affffffff4affffffff4b3f749462"
                + "895d94285d94284b014b0e655d944b0261657494622e");
  }

  @Test
  void javas_values_are_saved() throws IOException {
    ObjectArray array =
        ObjectArray.ofJava(
            Arrays.asList(null, 1, 2.5, "text", List.of(1L), Map.of("k", 1), NdArray.of(1, 2)));
    ObjectArray loaded = (ObjectArray) Npy.load(saved(array, NumpyVersion.NUMPY_1));
    assertThat(loaded.getObject(0)).isNull();
    assertThat(loaded.getObject(3)).isEqualTo("text");
    assertThat(loaded.getObject(5)).isEqualTo(Map.of("k", 1L));
    assertThat(loaded.digest()).isEqualTo(array.digest());
  }

  @Test
  void a_record_is_refused_and_leaves_no_file(@TempDir Path folder) {
    PyGlobal name = new PyGlobal("os", "system", 0);
    PyCall call = PyCall.builder("REDUCE", name, PyTuple.of(PyStr.of("true")), 0).value();
    Path file = folder.resolve("a.npy");
    assertThatThrownBy(() -> Npy.save(file, ObjectArray.of(call)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("a.npy: a pickle that names os.system would run it when opened");
    assertThat(Files.exists(file)).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void text_of_any_length_needs_numpy_2() throws IOException {
    StringDType type = StringDType.of(true, Missing.UNSET);
    ObjectArray array =
        ObjectArray.of(type, Shape.of(2), PyList.of(PyStr.of("a"), PyStr.of("long text")));
    assertThat(Npy.load(saved(array, NumpyVersion.NUMPY_2)).digest()).isEqualTo(array.digest());
    assertThatThrownBy(() -> saved(array, NumpyVersion.NUMPY_1))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("NumPy 1 does not support StringDType()");
  }

  @Test
  void without_pickles_they_are_refused_as_numpy_does() {
    ObjectArray array = ObjectArray.of(PyStr.of("a"));
    assertThatThrownBy(
            () ->
                Npy.save(
                    new ByteArrayOutputStream(), array, options -> options.withAllowPickle(false)))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("Object arrays cannot be saved when allow_pickle=False");
  }

  @Test
  void the_order_in_which_an_array_lay_is_kept_and_another_is_made() throws IOException {
    ObjectArray array =
        ObjectArray.of(
            DTypes.OBJECT, Shape.of(2, 3), (PyList) JavaValues.toPython(List.of(0, 1, 2, 3, 4, 5)));
    for (Order order : Order.values()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Npy.save(out, array, o -> o.withOrder(order));
      NdArray loaded = Npy.load(out.toByteArray());
      assertThat(loaded.isFortranContiguous()).isEqualTo(order == Order.F);
      assertThat(loaded.digest()).isEqualTo(array.digest());
      assertThat(loaded.row(1).digest()).isEqualTo(array.row(1).digest());
      ByteArrayOutputStream again = new ByteArrayOutputStream();
      Npy.save(again, loaded, o -> o);
      assertThat(again.toByteArray()).isEqualTo(out.toByteArray());
      assertThat(out.toString(ISO_8859_1))
          .contains("'fortran_order': " + (order == Order.F ? "True" : "False"));
    }
  }
}

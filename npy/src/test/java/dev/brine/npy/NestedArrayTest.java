package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.RefusedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arrays in values, compared with those that Python finds in the same values. */
class NestedArrayTest {
  private static final String ONES =
      "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntVb\ntR";

  private static PickleValue lenient(byte[] bytes) throws IOException {
    return Npy.loadValue(bytes, o -> o.withPickle(o.pickle().withLenient()));
  }

  private static List<String> lines(PickleValue value) throws IOException {
    List<String> lines = new ArrayList<>();
    for (NestedArray each : NestedArray.of(value)) {
      if (!(each.array() instanceof ObjectArray)) {
        lines.add(NestedFiles.line(each.path(), each.array()));
      }
    }
    return lines;
  }

  @Test
  void every_array_in_150_models_of_sklearn_is_found_with_its_bytes() throws IOException {
    NestedFiles models = NestedFiles.of("models.zip");
    assertThat(models.files()).hasSize(150);
    for (Map.Entry<String, byte[]> model : models.files().entrySet()) {
      String name = model.getKey().replace(".joblib", "");
      assertThat(lines(lenient(model.getValue())))
          .as(name)
          .containsExactlyInAnyOrderElementsOf(models.arrays().get(name));
    }
  }

  @Test
  void models_are_refused_unless_the_options_are_lenient() throws IOException {
    for (byte[] model : NestedFiles.of("models.zip").files().values()) {
      assertThatThrownBy(() -> Npy.loadValue(model)).isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void names_and_paths_are_unique_and_names_do_not_lead_to_other_folders() throws IOException {
    for (byte[] model : NestedFiles.of("models.zip").files().values()) {
      List<NestedArray> found = NestedArray.of(lenient(model));
      assertThat(new HashSet<>(found.stream().map(NestedArray::path).toList()))
          .hasSameSizeAs(found);
      assertThat(new HashSet<>(found.stream().map(NestedArray::name).toList()))
          .hasSameSizeAs(found);
      assertThat(found).noneMatch(each -> each.name().contains("/"));
    }
  }

  private static List<String> found(String pickle, boolean names) throws IOException {
    byte[] bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);
    return NestedArray.of(lenient(bytes)).stream()
        .map(names ? NestedArray::name : NestedArray::path)
        .toList();
  }

  private static List<String> paths(String pickle) throws IOException {
    return found(pickle, false);
  }

  private static List<String> names(String pickle) throws IOException {
    return found(pickle, true);
  }

  /** A pickle of an array of no elements. */
  private static String array() {
    return ONES
        + "(I1\n(I0\nt"
        + "cnumpy\ndtype\n(Vf8\nI0\nI1\ntR(I3\nV<\nNNNI-1\nI-1\nI0\ntbI00\nC\0tb";
  }

  @Test
  void keys_are_quoted_as_python_quotes_them() throws IOException {
    String dict = "(dV%s\n" + array() + "s.";
    assertThat(paths(dict.formatted("weights"))).containsExactly("['weights']");
    assertThat(paths(dict.formatted("it's"))).containsExactly("[\"it's\"]");
    assertThat(paths(dict.formatted("a']['b"))).containsExactly("[\"a']['b\"]");
    assertThat(paths(dict.formatted("\\u000a"))).containsExactly("['\\n']");
    assertThat(names(dict.formatted("../../etc/passwd"))).containsExactly(".._.._etc_passwd");
    assertThat(paths("(dI3\n" + array() + "s.")).containsExactly("[3]");
    assertThat(paths("(d(I3\nVa\nt" + array() + "s.")).containsExactly("[(3, 'a')]");
    assertThat(paths("(d(I3\n(tt" + array() + "s.")).containsExactly(".values()[0]");
  }

  @Test
  void attributes_and_items_of_one_record_have_different_paths() throws IOException {
    String record =
        "cm\nC\n(" + array() + "tR(dVcoef_\n" + array() + "sVodd name\n" + array() + "sb";
    assertThat(paths(record + "."))
        .containsExactly(".__reduce__()[1][0]", ".coef_", ".__dict__['odd name']");
    assertThat(names(record + ".")).containsExactly("args.0", "coef_", "odd name");
    String again = record + "(dVcoef_\n" + array() + "sb.";
    assertThat(paths(again)).contains(".coef_", ".coef_#2");
    assertThat(names(again)).contains("coef_", "coef__2");
    assertThat(paths("cm\nC\n(tR((dVa\n" + array() + "s(dVb\n" + array() + "stb."))
        .containsExactly(".a", ".b");
    assertThat(paths("cm\nC\n(tR(l" + array() + "ab.")).containsExactly(".__getstate__()[0]");
    assertThat(paths("cm\nC\n(tR" + array() + "aVk\n" + array() + "s."))
        .containsExactly("[0]", "['k']");
  }

  @Test
  void an_array_that_is_the_value_has_an_empty_path() throws IOException {
    assertThat(paths(array() + ".")).containsExactly("");
    assertThat(names(array() + ".")).containsExactly("arr_0");
  }

  @Test
  void a_shared_value_is_searched_once_and_a_value_may_contain_itself() throws IOException {
    assertThat(paths("(lp0\n" + array() + "ag0\na.")).containsExactly("[0]");
    StringBuilder laughs = new StringBuilder("(l" + array() + "a");
    for (int i = 0; i < 100; i++) {
      laughs
          .append("p")
          .append(i)
          .append("\n0(lg")
          .append(i)
          .append("\nag")
          .append(i)
          .append("\na");
    }
    assertThat(paths(laughs + ".")).hasSize(1);
  }

  @Test
  void a_strided_view_stays_inside_of_its_array() {
    NdArray array = NdArray.of(0L, 1, 2, 3, 4, 5);
    assertThat(array.strided(1, Shape.of(2, 2), 2, 1).toLongArray()).containsExactly(1, 2, 3, 4);
    assertThat(array.strided(5, Shape.of(3), 0).toLongArray()).containsExactly(5, 5, 5);
    for (long[] given :
        new long[][] {{6, 1, 1}, {0, 7, 1}, {-1, 2, 1}, {0, 2, -1}, {0, 3, Long.MAX_VALUE}}) {
      assertThatThrownBy(() -> array.strided(given[0], Shape.of(given[1]), given[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> array.slice(0, 0, 6, 2).strided(0, Shape.of(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

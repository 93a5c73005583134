package dev.brine.npy.internal.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.RefusedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.DTypeValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PyConstant;
import dev.brine.testing.HostileFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The hostile and tricky files, each with the outcome that its manifest demands. */
class HostileFilesTest {

  static final List<HostileFile> CASES = HostileFiles.all();

  @ParameterizedTest
  @FieldSource("CASES")
  void has_its_outcome(HostileFile hostile) {
    String outcome = HostileFiles.outcome(hostile);
    if (!hostile.canonical().isEmpty()) {
      assertThat(outcome).as(hostile.why()).isEqualTo(hostile.canonical());
    } else {
      assertThat(kind(outcome)).as(hostile.why()).isIn(accepted(hostile));
    }
  }

  /** The kind of a failure, or ok. */
  private static String kind(String outcome) {
    for (BrineException.Kind kind : BrineException.Kind.values()) {
      if (kind.name().equals(outcome)) {
        return outcome;
      }
    }
    return "ok";
  }

  private static List<String> accepted(HostileFile hostile) {
    List<String> kinds = new ArrayList<>(List.of(hostile.alsoAccept().split(" ")));
    switch (hostile.expected()) {
      case "ok" -> kinds.add("ok");
      case "refuse" -> kinds.add(hostile.error().isEmpty() ? "REFUSED" : hostile.error());
      default -> kinds.add(hostile.error());
    }
    return kinds;
  }

  /** In ASCII, the default, a text of the same file is at fault before the class is. */
  @Test
  void a_class_among_the_elements_is_refused_by_name() {
    assertThatThrownBy(
            () ->
                HostileFiles.load(
                    HostileFile.named("inert-py2-class-object-cell.npy"), StringEncoding.BYTES))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.module() + "." + e.name()).isEqualTo("__builtin__.xrange"));
  }

  @Test
  void all_outcomes_are_the_same_in_a_small_jvm() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process child =
        new ProcessBuilder(
                java,
                "-Xmx256m",
                "-Xss512k",
                "-cp",
                System.getProperty("java.class.path"),
                HostileMain.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    StringBuilder expected = new StringBuilder();
    for (HostileFile hostile : HostileFiles.all()) {
      expected.append(HostileMain.line(hostile)).append('\n');
    }
    assertThat(said.replace("\r", "")).isEqualTo(expected.toString());
  }

  @Test
  void an_array_that_contains_itself_is_that_array() throws IOException {
    ArrayValue value = (ArrayValue) HostileFiles.load("ok-self-array.npy");
    ObjectArray array = (ObjectArray) value.array();
    assertThat(((ArrayValue) array.get(0)).array()).isSameAs(array);
    assertThat(value.hashCode()).isEqualTo(value.hashCode());
  }

  @Test
  void a_masked_array_has_data_mask_and_fill() throws IOException {
    MaskedValue value = (MaskedValue) HostileFiles.load("ok-masked.pkl");
    assertThat(value.data().toLongArray()).containsExactly(1, 2, 3);
    assertThat(value.mask().toBooleanArray()).containsExactly(false, true, false);
    assertThat(value.fill()).isSameAs(PyConstant.NONE);
  }

  @Test
  void a_matrix_says_that_it_is_one() throws IOException {
    ArrayValue value = (ArrayValue) HostileFiles.load("ok-matrix.pkl");
    NdArray array = value.array();
    assertThat(value.subtype()).isEqualTo("numpy.matrix");
    assertThat(array.dtype().str()).isEqualTo("<i2");
    assertThat(array.shape().dims()).containsExactly(1, 2);
    assertThat(array.toIntArray()).containsExactly(1, 2);
  }

  @Test
  void flags_of_an_aligned_struct_may_be_negative() throws IOException {
    DTypeValue value = (DTypeValue) HostileFiles.load("ok-dtype-flags-signed-char.pkl");
    assertThat(value.dtype().descr()).isEqualTo("[('a', '|i1'), ('', '|V7'), ('b', '<f8')]");
    assertThat(value.dtype().itemsize()).isEqualTo(16);
    assertThat(value.dtype().toString()).contains("align");
  }
}

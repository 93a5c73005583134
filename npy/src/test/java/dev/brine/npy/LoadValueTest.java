package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.MalformedException;
import dev.brine.error.RefusedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever np.load reads from one file, by the rules of its first bytes. */
class LoadValueTest {
  @TempDir Path folder;

  private PickleValue load(byte[] bytes) throws IOException {
    Path file = NpyFiles.write(folder.resolve("value"), bytes);
    PickleValue value = Npy.loadValue(file);
    assertThat(PickleText.canonical(Npy.loadValue(bytes, o -> o)))
        .isEqualTo(PickleText.canonical(value));
    return value;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void an_npy_is_its_array() throws IOException {
    ArrayValue value = (ArrayValue) load(NpyFiles.npy("'<i2'", "(2,)", new byte[] {1, 0, 2, 0}));
    assertThat(value.array().toIntArray()).containsExactly(1, 2);
    assertThat(value.subtype()).isEqualTo("numpy.ndarray");
  }

  @Test
  void the_pickle_of_an_npy_may_hold_anything() throws IOException {
    byte[] npy = NpyFiles.npy("'|O'", "(1,)", ascii("(lI5\na."));
    assertThat(PickleText.canonical(load(npy))).isEqualTo("{\"list\":[{\"int\":\"5\"}]}");
    assertThatThrownBy(() -> Npy.load(npy))
        .isInstanceOf(MalformedException.class)
        .hasMessageEndingWith("the pickle holds a list, not an array; use Npy.loadValue to get it");
  }

  @Test
  void anything_else_is_a_bare_pickle() throws IOException {
    assertThat(PickleText.canonical(load(ascii("(dVa\nI1\ns.")))).startsWith("{\"dict\"");
    assertThatThrownBy(() -> load(ascii("version https://git-lfs")))
        .isInstanceOf(BrineException.class);
    assertThatThrownBy(() -> load(ascii("cos\nsystem\n(Vx\ntR.")))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void nothing_and_archives_are_not_taken_for_pickles() {
    assertThatThrownBy(() -> load(new byte[0]))
        .isInstanceOf(TruncatedException.class)
        .hasMessageContaining("No data left in file");
    assertThatThrownBy(() -> load(NpyFiles.npz("a.npy", new byte[0])))
        .hasMessageContaining("open it with NpzFile");
  }

  @Test
  void pickles_are_refused_where_they_are_not_allowed() {
    byte[] pickle = ascii("N.");
    assertThatThrownBy(() -> Npy.loadValue(pickle, o -> o.withAllowPickle(false)))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageEndingWith("Cannot load file containing pickled data when allow_pickle=False");
    byte[] npy = NpyFiles.npy("'|O'", "(1,)", pickle);
    assertThatThrownBy(() -> Npy.loadValue(npy, o -> o.withAllowPickle(false)))
        .hasMessageEndingWith("Object arrays cannot be loaded when allow_pickle=False");
  }
}

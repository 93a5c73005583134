package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.LimitException;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {

  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return NpyFiles.write(folder.resolve("a.npy"), bytes);
  }

  @Test
  void loads_a_file_and_ignores_what_follows_the_array() throws IOException {
    Path file = file(NpyFiles.npy("'>i2'", "(2, 2)", new byte[] {0, 1, 0, 2, 0, 3, 1, 4, 9, 9}));
    NdArray array = Npy.load(file);
    assertThat(array.shape()).isEqualTo(Shape.of(2, 2));
    assertThat(array.toIntArray()).containsExactly(1, 2, 3, 260);
    assertThat(Npy.header(file).shape()).isEqualTo(Shape.of(2, 2));
  }

  @Test
  void a_file_that_ends_early_is_refused_in_numpys_words() throws IOException {
    Path file = file(NpyFiles.npy("'<f8'", "(2, 3)", new byte[39]));
    assertThatThrownBy(() -> Npy.load(file))
        .isInstanceOf(TruncatedException.class)
        .hasMessage(
            file
                + "@167: Failed to read all data for array. Expected (2, 3) = 6 elements, could"
                + " only read 4 elements. (file seems not fully written?)");
  }

  @Test
  void a_header_that_promises_what_is_not_there_costs_nothing() throws IOException {
    Path file = file(NpyFiles.npy("'<f8'", "(1099511627776,)", new byte[8]));
    assertThatThrownBy(() -> Npy.load(file)).isInstanceOf(TruncatedException.class);
    Path overflow = file(NpyFiles.npy("'<f8'", "(4294967296, 4294967296)", new byte[8]));
    assertThatThrownBy(() -> Npy.load(overflow)).isInstanceOf(BrineException.class);
  }

  @Test
  void an_array_that_is_there_but_larger_than_the_heap_is_refused() throws IOException {
    long count = Runtime.getRuntime().maxMemory() + 1;
    Path file = file(NpyFiles.npy("'|u1'", "(" + count + ",)"));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(128 + count);
    }
    assertThatThrownBy(() -> Npy.load(file))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("the array needs " + count + " bytes")
        .hasMessageContaining("map it");
  }

  @Test
  void an_empty_file_has_no_data_left_as_in_numpy() throws IOException {
    Path file = file(new byte[0]);
    assertThatThrownBy(() -> Npy.load(file))
        .isInstanceOf(TruncatedException.class)
        .hasMessage(file + "@0: No data left in file");
  }

  @Test
  void other_files_are_refused_with_advice() throws IOException {
    Path zip = file(NpyFiles.npz("a.npy", new byte[0]));
    assertThatThrownBy(() -> Npy.load(zip))
        .isInstanceOf(MalformedException.class)
        .hasMessageEndingWith("@0: this is a zip archive; open it with NpzFile");
    Path pickle = file(new byte[] {'(', 'l', '.'});
    assertThatThrownBy(() -> Npy.load(pickle))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("NumPy would read it as a pickle");
    assertThatThrownBy(() -> Npy.load(folder.resolve("missing")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void elements_without_bytes_take_no_memory_however_many() throws IOException {
    NdArray array = Npy.load(NpyFiles.npy("'|u1'", "(0, 4)"));
    assertThat(array.toIntArray()).isEmpty();
    assertThat(array.shape()).isEqualTo(Shape.of(0, 4));
  }

  @Test
  void loads_from_bytes() throws IOException {
    NdArray array = Npy.load(NpyFiles.npy("'|i1'", "()", (byte) -3));
    assertThat(array.ndim()).isZero();
    assertThat(array.getInt()).isEqualTo(-3);
    assertThatThrownBy(() -> Npy.load(NpyFiles.npy("'<i4'", "(3,)", new byte[9])))
        .hasMessage("<bytes>@137: EOF: reading array data, expected 12 bytes got 9");
  }
}

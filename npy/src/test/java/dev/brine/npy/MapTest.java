package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import java.io.IOException;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapTest {
  private static final byte[] FOUR =
      NpyFiles.npy("'>i2'", "(2, 2)", new byte[] {0, 1, 0, 2, 0, 3, 1, 4});

  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return NpyFiles.write(folder.resolve("a.npy"), bytes);
  }

  @Test
  void a_mapped_file_reads_like_a_loaded_one_and_cannot_be_written() throws IOException {
    NumericArray array = (NumericArray) Npy.map(file(FOUR));
    assertThat(array.toIntArray()).containsExactly(1, 2, 3, 260);
    assertThat(array.transpose().toIntArray()).containsExactly(1, 3, 2, 260);
    assertThat(array.isReadOnly()).isTrue();
    assertThatThrownBy(() -> array.setLong(1, 0, 0)).isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void what_is_written_privately_stays_in_memory() throws IOException {
    Path file = file(FOUR);
    NumericArray array = (NumericArray) Npy.map(file, MapMode.PRIVATE);
    array.setLong(9, 1, 1);
    array.flush();
    assertThat(array.getInt(1, 1)).isEqualTo(9);
    assertThat(Files.readAllBytes(file)).isEqualTo(FOUR);
  }

  @Test
  void what_is_written_read_write_goes_to_the_file() throws IOException {
    Path file = file(FOUR);
    NumericArray array = (NumericArray) Npy.map(file, MapMode.READ_WRITE);
    array.setLong(-2, 0, 1);
    array.flush();
    assertThat(Npy.load(file).toIntArray()).containsExactly(1, -2, 3, 260);
    assertThat(Files.size(file)).isEqualTo(FOUR.length);
  }

  @Test
  void a_short_file_is_refused_and_never_extended() throws IOException {
    Path file = file(NpyFiles.npy("'<f8'", "(2, 3)", new byte[39]));
    for (MapMode mode : new MapMode[] {MapMode.READ_ONLY, MapMode.PRIVATE, MapMode.READ_WRITE}) {
      assertThatThrownBy(() -> Npy.map(file, mode))
          .isInstanceOf(TruncatedException.class)
          .hasMessageContaining("Expected (2, 3) = 6 elements, could only read 4 elements.");
    }
    assertThat(Files.size(file)).isEqualTo(128 + 39);
  }

  @Test
  void objects_are_not_mapped_in_numpys_words() throws IOException {
    Path file = file(NpyFiles.npy("'|O'", "(1,)"));
    assertThatThrownBy(() -> Npy.map(file))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageEndingWith("Array can't be memory-mapped: Python objects in dtype.");
  }

  @Test
  void an_empty_array_is_mapped_without_a_byte() throws IOException {
    assertThat(Npy.map(file(NpyFiles.npy("'<f8'", "(0, 3)"))).toDoubleArray()).isEmpty();
  }

  @Test
  void a_stored_member_is_mapped_in_place_and_outlives_the_archive() throws IOException {
    Path file = file(NpyFiles.stored("x.npy", new byte[3], "a.npy", FOUR));
    NdArray array;
    NumericArray own;
    try (NpzFile npz = NpzFile.open(file)) {
      array = npz.map("a");
      own = (NumericArray) npz.map("a", MapMode.PRIVATE);
      assertThatThrownBy(() -> npz.map("a", MapMode.READ_WRITE))
          .isInstanceOf(UnsupportedException.class)
          .hasMessageContaining("READ_ONLY or PRIVATE");
    }
    own.setLong(7, 0, 0);
    assertThat(array.toIntArray()).containsExactly(1, 2, 3, 260);
    assertThat(own.toIntArray()).containsExactly(7, 2, 3, 260);
  }

  @Test
  void a_compressed_member_is_not_mapped() throws IOException {
    try (NpzFile npz = NpzFile.open(file(NpyFiles.npz("a.npy", FOUR)))) {
      assertThatThrownBy(() -> npz.map("a"))
          .isInstanceOf(UnsupportedException.class)
          .hasMessageContaining("the member is compressed");
    }
  }
}

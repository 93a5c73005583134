package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowReaderTest {
  private static final int ROWS = 1000;

  @TempDir Path folder;

  /** 1000 rows of 3: 0 1 2, 3 4 5, … */
  private static byte[] table(boolean fortran) {
    byte[] data = new byte[ROWS * 3 * 4];
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < 3; column++) {
        int value = row * 3 + column;
        int at = 4 * (fortran ? column * ROWS + row : value);
        data[at] = (byte) value;
        data[at + 1] = (byte) (value >> 8);
      }
    }
    byte[] file = NpyFiles.npy("'<i4'", "(1000, 3)", data);
    String text = new String(file, StandardCharsets.ISO_8859_1);
    return fortran ? text.replace("False,", "True, ").getBytes(StandardCharsets.ISO_8859_1) : file;
  }

  private static List<Integer> all(RowReader rows, int most) throws IOException {
    List<Integer> values = new ArrayList<>();
    for (NdArray part = rows.next(most); part != null; part = rows.next(most)) {
      assertThat(part.shape().dim(0)).isLessThanOrEqualTo(most);
      assertThat(part.shape().dim(1)).isEqualTo(3);
      for (int value : part.toIntArray()) {
        values.add(value);
      }
    }
    return values;
  }

  private static List<Integer> counting() {
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < ROWS * 3; i++) {
      values.add(i);
    }
    return values;
  }

  private interface Opened {
    RowReader rows() throws IOException;
  }

  private void readsRowsAndParts(Opened opened) throws IOException {
    try (RowReader rows = opened.rows()) {
      assertThat(rows.count()).isEqualTo(ROWS);
      assertThat(all(rows, 7)).isEqualTo(counting());
      assertThat(rows.position()).isEqualTo(ROWS);
      assertThat(rows.next(1)).isNull();
    }
    try (RowReader rows = opened.rows()) {
      assertThat(rows.read(10, 12).toIntArray()).containsExactly(30, 31, 32, 33, 34, 35);
      assertThat(rows.read(12, 12).size()).isZero();
      assertThat(rows.read(998, 1000).toIntArray())
          .containsExactly(2994, 2995, 2996, 2997, 2998, 2999);
      assertThatThrownBy(() -> rows.read(0, 1))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("rows [0, 1) of 1000, of which 1000 were read or skipped");
    }
  }

  @Test
  void rows_of_a_file_are_read_a_few_at_a_time() throws IOException {
    Path file = NpyFiles.write(folder.resolve("a.npy"), table(false));
    readsRowsAndParts(() -> Npy.rows(file));
  }

  @Test
  void rows_in_fortran_order_are_gathered_from_the_columns() throws IOException {
    Path file = NpyFiles.write(folder.resolve("a.npy"), table(true));
    readsRowsAndParts(() -> Npy.rows(file));
  }

  @Test
  void rows_of_members_are_read_a_few_at_a_time() throws IOException {
    for (byte[] archive :
        List.of(
            NpyFiles.npz("a.npy", table(false)),
            NpyFiles.stored("a.npy", table(false)),
            NpyFiles.stored("a.npy", table(true)))) {
      Path file = NpyFiles.write(folder.resolve("a.npz"), archive);
      try (NpzFile npz = NpzFile.open(file)) {
        readsRowsAndParts(() -> npz.rows("a"));
      }
    }
  }

  @Test
  void a_damaged_member_is_found_out_with_its_last_row() throws IOException {
    byte[] archive = NpyFiles.stored("a.npy", table(false));
    archive[300] ^= 1;
    try (NpzFile npz = NpzFile.open(archive);
        RowReader rows = npz.rows("a")) {
      rows.read(0, 999);
      assertThatThrownBy(() -> rows.next(1))
          .isInstanceOf(MalformedException.class)
          .hasMessageContaining("CRC-32");
    }
  }

  @Test
  void arrays_without_rows_of_their_own_are_refused() throws IOException {
    byte[] archive =
        NpyFiles.npz(
            "f.npy", table(true),
            "s.npy", NpyFiles.npy("'|u1'", "()", (byte) 1),
            "o.npy", NpyFiles.npy("'|O'", "(1,)"),
            "t.npy", NpyFiles.npy("'|u1'", "(9,)", (byte) 1));
    try (NpzFile npz = NpzFile.open(archive)) {
      assertThatThrownBy(() -> npz.rows("f"))
          .isInstanceOf(UnsupportedException.class)
          .hasMessageContaining(
              "the rows of an array in Fortran order cannot be read from a compressed member");
      assertThatThrownBy(() -> npz.rows("s"))
          .isInstanceOf(UnsupportedException.class)
          .hasMessageContaining("a 0-d array has no rows");
      assertThatThrownBy(() -> npz.rows("o"))
          .isInstanceOf(UnsupportedException.class)
          .hasMessageContaining("one pickle");
      assertThatThrownBy(() -> npz.rows("t"))
          .isInstanceOf(TruncatedException.class)
          .hasMessageContaining("EOF: reading array data, expected 9 bytes got 1");
    }
  }
}

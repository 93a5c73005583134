package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays written row by row, into new files, existing files and archives. */
class RowWriterTest {

  @TempDir Path folder;

  private static NdArray whole(DType dtype) {
    return SaveTest.random(dtype, Shape.of(1000, 3, 2), Order.C, 11);
  }

  private static void writeParts(NdArray whole, long from, RowWriter writer) throws IOException {
    long count = whole.shape().dim(0);
    for (long at = from, step = 1; at < count; at += step, step = step * 3 % 101) {
      step = Math.min(step, count - at);
      // from a view, too: rows need not lie together
      NdArray rows = whole.slice(at, at + step);
      writer.write(step % 2 == 0 ? rows : rows.flip(0).copy().flip(0));
    }
    assertThat(writer.count()).isEqualTo(count);
  }

  @Test
  void a_new_file_has_the_bytes_of_the_whole_array() throws IOException {
    for (DType dtype : List.of(DTypes.INT8, DTypes.FLOAT64, DTypes.parse("S3,>i4"))) {
      Path file = folder.resolve("a.npy");
      Files.deleteIfExists(file);
      try (RowWriter writer = Npy.writeRows(file, dtype, Shape.of(3, 2))) {
        writeParts(whole(dtype), 0, writer);
        assertThat(file).doesNotExist();
        writer.commit();
      }
      assertThat(file).hasBinaryContent(SaveTest.saved(whole(dtype)));
    }
  }

  @Test
  void a_new_file_without_rows_is_an_empty_array() throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.writeRows(file, DTypes.INT32, Shape.SCALAR, rows -> {});
    assertThat(Npy.load(file).shape()).isEqualTo(Shape.of(0));
    try (RowWriter writer = Npy.writeRows(file, DTypes.INT64, Shape.SCALAR)) {
      writer.write(NdArray.of(1, 2)).write(NdArray.of(3)).discard();
    }
    assertThat(Npy.load(file).shape()).isEqualTo(Shape.of(0));
    assertThat(folder.toFile().list()).containsExactly("a.npy");
  }

  @Test
  void a_file_that_grew_has_the_bytes_of_the_whole_array() throws IOException {
    NdArray whole = whole(DTypes.INT32);
    Path file = folder.resolve("a.npy");
    for (int first : List.of(0, 1, 9, 99, 999)) {
      Npy.save(file, whole.slice(0, first));
      try (RowWriter writer = Npy.appendRows(file)) {
        assertThat(writer.count()).isEqualTo(first);
        assertThat(writer.dtype()).isEqualTo(DTypes.INT32);
        assertThat(writer.rowShape()).isEqualTo(Shape.of(3, 2));
        writeParts(whole, first, writer);
        // readers do not see what is not flushed
        assertThat(Npy.load(file).shape().dim(0)).isEqualTo(first);
        writer.commit();
      }
      assertThat(file).hasBinaryContent(SaveTest.saved(whole));
    }
  }

  @Test
  void what_was_flushed_stays_when_the_rest_is_given_up() throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.save(file, NdArray.of(1, 2));
    try (RowWriter writer = Npy.appendRows(file)) {
      writer.write(NdArray.of(3)).flush();
      assertThat(Npy.load(file).toLongArray()).containsExactly(1, 2, 3);
      writer.write(NdArray.of(4, 5)).discard();
    }
    assertThat(file).hasBinaryContent(SaveTest.saved(NdArray.of(1, 2, 3)));
  }

  @Test
  void what_a_crash_left_behind_the_array_is_overwritten() throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.save(file, NdArray.of(1, 2));
    Files.write(file, new byte[1000], StandardOpenOption.APPEND);
    try (RowWriter writer = Npy.appendRows(file)) {
      writer.write(NdArray.of(3));
      writer.commit();
    }
    assertThat(file).hasBinaryContent(SaveTest.saved(NdArray.of(1, 2, 3)));
  }

  @Test
  void a_header_without_room_is_written_anew_and_one_with_room_in_place() throws IOException {
    // as NumPy before 1.24: no room for digits, but padding
    byte[] old = NpyFiles.npy("'<i8'", "(2,)", longs(5, 6));
    Path file = NpyFiles.write(folder.resolve("a.npy"), old);
    try (RowWriter writer = Npy.appendRows(file)) {
      writer.write(NdArray.of(7));
      writer.commit();
    }
    assertThat(Npy.load(file).toLongArray()).containsExactly(5, 6, 7);
    assertThat(Npy.header(file).length()).isEqualTo(128);

    String names = "[('" + "x".repeat(48) + "', '<i8')]";
    NpyFiles.write(file, NpyFiles.npy(names, "(2,)", longs(5, 6)));
    int before = Npy.header(file).length();
    assertThat(before).isEqualTo(128);
    NdArray more = Npy.load(file).slice(1, 2);
    try (RowWriter writer = Npy.appendRows(file)) {
      writer.write(more);
      writer.commit();
    }
    assertThat(Npy.header(file).length()).isEqualTo(192);
    assertThat(Npy.load(file).shape()).isEqualTo(Shape.of(3));
    assertThat(folder.toFile().list()).containsExactly("a.npy");
  }

  private static byte[] longs(long... values) {
    byte[] bytes = new byte[values.length * 8];
    for (int i = 0; i < values.length; i++) {
      bytes[8 * i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void what_cannot_grow_is_refused_and_stays_as_it_is() throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.save(file, SaveTest.random(DTypes.INT32, Shape.of(4, 5), Order.F, 1));
    refused(file, "Fortran order");
    Npy.save(file, NdArray.of(5).select(0, 0));
    refused(file, "a 0-d array has no rows");
    NpyFiles.write(file, NpyFiles.resource("objects.npy"));
    refused(file, "an array of objects is a pickle, which cannot grow");
    Npy.save(file, NdArray.of(1, 2));
    Files.write(file, SaveTest.saved(NdArray.of(3)), StandardOpenOption.APPEND);
    refused(file, "another array follows the first");
    NpyFiles.write(file, NpyFiles.npy("'<i8'", "(2,)", longs(1)));
    assertThatThrownBy(() -> Npy.appendRows(file))
        .isInstanceOf(TruncatedException.class)
        .hasMessage(file + "@136: the file ends here, but 8 more bytes of the array are expected");
  }

  private static void refused(Path file, String reason) throws IOException {
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> Npy.appendRows(file))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining(reason);
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void only_one_can_add_to_a_file_at_a_time() throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.save(file, NdArray.of(1));
    try (RowWriter writer = Npy.appendRows(file)) {
      refused(file, "another writer is appending to this file");
      writer.write(NdArray.of(2));
      writer.commit();
    }
    assertThat(Npy.load(file).toLongArray()).containsExactly(1, 2);
  }

  @Test
  void a_file_in_any_file_system_grows() throws IOException {
    URI zip = URI.create("jar:" + folder.resolve("fs.zip").toUri());
    try (FileSystem inZip = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path file = inZip.getPath("/a.npy");
      try (RowWriter writer = Npy.writeRows(file, DTypes.INT64, Shape.SCALAR)) {
        writer.write(NdArray.of(1));
        writer.commit();
      }
      try (RowWriter writer = Npy.appendRows(file)) {
        writer.write(NdArray.of(2, 3));
        writer.commit();
      }
      assertThat(Npy.load(file).toLongArray()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void rows_of_another_dtype_or_shape_are_refused() throws IOException {
    try (RowWriter writer = Npy.writeRows(folder.resolve("a.npy"), DTypes.INT32, Shape.of(2))) {
      assertThatThrownBy(() -> writer.write(NdArray.of(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the rows are int64, not int32");
      NdArray narrow = SaveTest.random(DTypes.INT32, Shape.of(4, 3), Order.C, 1);
      assertThatThrownBy(() -> writer.write(narrow))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rows of shape (2,) are an array of shape (n, …), not (4, 3)");
      writer.write(SaveTest.random(DTypes.INT32, Shape.of(4, 2), Order.C, 1));
      writer.commit();
    }
    assertThat(Npy.load(folder.resolve("a.npy")).shape()).isEqualTo(Shape.of(4, 2));
  }

  @Test
  void a_member_written_in_rows_has_the_bytes_of_one_put_whole() throws IOException {
    NdArray whole = whole(DTypes.INT32);
    Path file = folder.resolve("a.npz");
    Path expected = folder.resolve("b.npz");
    NpzWriter.write(expected, w -> w.put("x", whole).put("y", NdArray.of(1)));
    try (NpzWriter writer = NpzWriter.create(file)) {
      try (RowWriter rows = writer.putRows("x", DTypes.INT32, whole.shape())) {
        assertThatThrownBy(() -> rows.write(whole).write(whole))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("there would be more than 1000 rows, the number in the header");
        rows.commit();
      }
      writer.put("y", NdArray.of(1));
      writer.commit();
    }
    assertThat(file).hasSameBinaryContentAs(expected);
  }

  @Test
  void an_archive_whose_rows_are_missing_is_given_up() throws IOException {
    Path file = folder.resolve("a.npz");
    assertThatThrownBy(
            () -> {
              try (NpzWriter writer = NpzWriter.create(file);
                  RowWriter rows = writer.putRows("x", DTypes.INT64, Shape.of(3))) {
                rows.write(NdArray.of(1, 2));
                rows.commit();
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the array must have 3 rows, but only 2 were written");
    NpzWriter open = NpzWriter.create(file);
    open.putRows("x", DTypes.INT64, Shape.of(3));
    assertThatThrownBy(open::commit)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the rows of x.npy were not committed");
    open.close();
    NpzWriter busy = NpzWriter.create(file);
    busy.putRows("x", DTypes.INT64, Shape.of(3));
    assertThatThrownBy(() -> busy.put("y", NdArray.of(1)))
        .hasMessage("the rows of x.npy must be committed first");
    busy.close();
    assertThat(folder).isEmptyDirectory();
  }
}

package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NumericArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saving a single array. */
class SaveTest {

  @TempDir Path folder;

  static byte[] saved(NdArray array) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.save(out, array);
    return out.toByteArray();
  }

  /** An array of bytes that say where they are, as far as a seed can. */
  static NdArray random(DType dtype, Shape shape, Order order, long seed) {
    byte[] bytes = new byte[Math.toIntExact(shape.size() * dtype.itemsize())];
    new Random(seed).nextBytes(bytes);
    return NdArray.of(dtype, shape, order, ByteBuffer.wrap(bytes));
  }

  private static String header(byte[] npy) {
    int length = (npy[8] & 0xff) | (npy[9] & 0xff) << 8;
    return new String(npy, 10, length, StandardCharsets.ISO_8859_1).strip();
  }

  @Test
  void a_view_of_any_strides_is_saved_as_its_copy_is() throws IOException {
    for (DType dtype :
        List.of(
            DTypes.INT8,
            DTypes.INT16,
            DTypes.FLOAT32,
            DTypes.INT64,
            DTypes.parse("<c16"),
            DTypes.parse("S3"),
            DTypes.parse("V5000"),
            DTypes.parse("S0"))) {
      NdArray whole = random(dtype, Shape.of(7, 11, 13), Order.C, 42);
      for (NdArray view :
          List.of(
              whole.transpose(1, 0, 2),
              whole.flip(0).flip(2),
              whole.slice(1, 1, 10, 3),
              whole.slice(2, 2, 9).transpose(2, 0, 1),
              whole.select(2, 5),
              whole.slice(0, 3, 3))) {
        assertThat(saved(view)).as("%s", dtype).isEqualTo(saved(view.copy()));
      }
    }
  }

  @Test
  void a_transposed_array_keeps_its_place_in_memory_and_says_fortran_order() throws IOException {
    NdArray whole = random(DTypes.INT32, Shape.of(3, 5), Order.C, 1);
    assertThat(header(saved(whole.transpose())))
        .isEqualTo("{'descr': '<i4', 'fortran_order': True, 'shape': (5, 3), }");
    NdArray back = Npy.load(saved(whole.transpose()));
    assertThat(back.isFortranContiguous()).isTrue();
    assertThat(back.toIntArray()).isEqualTo(whole.transpose().toIntArray());
  }

  @Test
  void an_order_that_is_asked_for_is_that_of_the_file() throws IOException {
    NdArray array = random(DTypes.INT32, Shape.of(3, 5), Order.C, 2);
    ByteArrayOutputStream fortran = new ByteArrayOutputStream();
    Npy.save(fortran, array, o -> o.withOrder(Order.F));
    NdArray back = Npy.load(fortran.toByteArray());
    assertThat(back.isFortranContiguous()).isTrue();
    assertThat(back.toIntArray()).isEqualTo(array.toIntArray());
    ByteArrayOutputStream c = new ByteArrayOutputStream();
    Npy.save(c, back, o -> o.withOrder(Order.C));
    assertThat(c.toByteArray()).isEqualTo(saved(array));
  }

  @Test
  void a_single_axis_is_in_c_order_whatever_is_asked_for() throws IOException {
    NdArray every = random(DTypes.INT32, Shape.of(9), Order.C, 3).slice(0, 0, 9, 2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.save(out, every, o -> o.withOrder(Order.F));
    assertThat(out.toByteArray()).isEqualTo(saved(every));
    assertThat(header(saved(every)))
        .isEqualTo("{'descr': '<i4', 'fortran_order': False, 'shape': (5,), }");
  }

  @Test
  void the_file_may_be_the_one_that_the_array_is_mapped_from() throws IOException {
    Path file = folder.resolve("a.npy");
    NdArray array = random(DTypes.INT64, Shape.of(500, 1000), Order.C, 4);
    Npy.save(file, array);
    NdArray mapped = Npy.map(file);
    Npy.save(file, mapped.flip(0));
    assertThat(Npy.load(file).toLongArray()).isEqualTo(array.flip(0).toLongArray());
    // the mapping still has the file that was
    assertThat(mapped.toLongArray()).isEqualTo(array.toLongArray());
  }

  @Test
  void what_was_set_in_a_private_mapping_is_saved() throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.save(file, NdArray.of(1, 2, 3));
    NumericArray mapped = (NumericArray) Npy.map(file, MapMode.PRIVATE);
    mapped.setLong(7, 1);
    Npy.save(file, mapped);
    assertThat(Npy.load(file).toLongArray()).containsExactly(1, 7, 3);
  }

  @Test
  void several_arrays_follow_one_another_in_a_stream() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.save(out, NdArray.of(1, 2));
    Npy.save(out, NdArray.of(3));
    byte[] bytes = out.toByteArray();
    assertThat(Npy.load(bytes).toLongArray()).containsExactly(1, 2);
    byte[] rest = Arrays.copyOfRange(bytes, 128 + 16, bytes.length);
    assertThat(Npy.load(rest).toLongArray()).containsExactly(3);
  }

  @Test
  void a_version_that_is_asked_for_is_written() throws IOException {
    for (FormatVersion version : List.of(FormatVersion.V1, FormatVersion.V2, FormatVersion.V3)) {
      Path file = folder.resolve("v.npy");
      Npy.save(file, NdArray.of(1, 2), o -> o.withVersion(version));
      NpyHeader header = Npy.header(file);
      assertThat(header.version()).isEqualTo(version);
      assertThat(header.length() % 64).isZero();
      assertThat(Npy.load(file).toLongArray()).containsExactly(1, 2);
    }
    assertThatThrownBy(
            () ->
                Npy.save(
                    folder.resolve("v.npy"),
                    NdArray.of(1),
                    o -> o.withVersion(new FormatVersion(4, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("we only support format version (1,0), (2,0), and (3,0), not (4, 0)");
  }

  @Test
  void names_and_lengths_that_version_1_cannot_hold_need_a_later_one() throws IOException {
    DType greek = StructType.packed(List.of("\u03b1"), List.of(DTypes.INT8));
    NdArray array = random(greek, Shape.of(2), Order.C, 5);
    Path file = folder.resolve("g.npy");
    Npy.save(file, array);
    assertThat(Npy.header(file).version()).isEqualTo(FormatVersion.V3);
    assertThatThrownBy(() -> Npy.save(file, array, o -> o.withVersion(FormatVersion.V1)))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("the names of the fields need version 3.0 of the format, not 1.0");

    DType wide = StructType.packed(List.of("x".repeat(70_000)), List.of(DTypes.INT8));
    NdArray long1 = random(wide, Shape.of(2), Order.C, 6);
    Npy.save(file, long1);
    assertThat(Npy.load(file, o -> o.withMaxHeaderSize(1 << 20)).dtype()).isEqualTo(wide);
    assertThatThrownBy(() -> Npy.save(file, long1, o -> o.withVersion(FormatVersion.V1)))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("too big for version=(1, 0)");
    assertThat(Npy.load(file, o -> o.withMaxHeaderSize(1 << 20)).dtype()).isEqualTo(wide);
  }

  @Test
  void fields_that_overlap_or_are_out_of_order_are_refused_in_numpys_words() {
    StructType overlapping =
        StructType.of(
            List.of(Field.of("a", DTypes.INT32, 4), Field.of("b", DTypes.INT32, 0)), 8, false);
    DType nested = StructType.packed(List.of("s"), List.of(overlapping));
    for (DType dtype : List.of(overlapping, nested)) {
      NdArray array = random(dtype, Shape.of(2), Order.C, 7);
      Path file = folder.resolve("o.npy");
      assertThatThrownBy(() -> Npy.save(file, array))
          .isInstanceOf(UnsupportedException.class)
          .hasMessage(
              file
                  + ": dtype.descr is not defined for types with overlapping or out-of-order"
                  + " fields");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void objects_are_refused_in_numpys_words_where_pickles_are_not_allowed() throws IOException {
    NdArray objects = Npy.load(NpyFiles.resource("objects.npy"));
    Path file = folder.resolve("o.npy");
    assertThatThrownBy(() -> Npy.save(file, objects, o -> o.withAllowPickle(false)))
        .isInstanceOf(UnsupportedException.class)
        .hasMessage(file + ": Object arrays cannot be saved when allow_pickle=False");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_file_in_any_file_system_is_written_and_replaced() throws IOException {
    URI zip = URI.create("jar:" + folder.resolve("fs.zip").toUri());
    try (FileSystem inZip = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      for (int i = 0; i < 2; i++) {
        Npy.save(inZip.getPath("/a.npy"), NdArray.of(1, 2, i));
        assertThat(Npy.load(inZip.getPath("/a.npy")).toLongArray()).containsExactly(1, 2, i);
        try (NpzWriter writer = NpzWriter.create(inZip.getPath("/a.npz"))) {
          writer.put("x", NdArray.of(i)).compressed().put("y", NdArray.of(2, i));
          writer.commit();
        }
        try (NpzFile npz = NpzFile.open(inZip.getPath("/a.npz"))) {
          assertThat(npz.get("x").toLongArray()).containsExactly(i);
          assertThat(npz.get("y").toLongArray()).containsExactly(2, i);
        }
      }
    }
  }

  @Test
  void a_link_is_followed_and_permissions_are_kept() throws IOException {
    Path file = folder.resolve("real.npy");
    Path link = folder.resolve("link.npy");
    Files.createSymbolicLink(link, Path.of("real.npy"));
    Npy.save(link, NdArray.of(1));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Npy.save(link, NdArray.of(2));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Npy.load(file).toLongArray()).containsExactly(2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void a_folder_that_is_not_there_is_named_by_the_file_not_by_the_temporary_one() {
    Path file = folder.resolve("no").resolve("a.npy");
    assertThatThrownBy(() -> Npy.save(file, NdArray.of(1)))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(file + ": there is no such folder");
  }

  @Test
  void what_is_no_file_is_written_as_it_is() throws IOException {
    Path device = Path.of("/dev/null");
    assumeThat(device).as("a device").exists();
    Npy.save(device, NdArray.of(1));
    NpzWriter.write(device, w -> w.put("x", NdArray.of(1)));
    assertThat(Files.isRegularFile(device)).isFalse();
    Path full = Path.of("/dev/full");
    assumeThat(full).as("a device that is full").exists();
    assertThatThrownBy(() -> Npy.save(full, NdArray.of(1))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Npy.writeRows(device, DTypes.INT8, Shape.SCALAR))
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("rows cannot be written to a pipe");
  }

  @Test
  void a_folder_is_refused_and_nothing_is_left_in_it() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("d"));
    assertThatThrownBy(() -> Npy.save(inside, NdArray.of(1)))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("Is a directory");
    assertThat(folder).isDirectoryContaining(path -> path.equals(inside));
    assertThat(folder.toFile().list()).hasSize(1);
  }
}

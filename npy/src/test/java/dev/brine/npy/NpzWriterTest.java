package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.UnsupportedException;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing archives. */
class NpzWriterTest {

  @TempDir Path folder;

  /** Bytes that compress, but not to nothing: runs of random lengths out of a few letters. */
  static byte[] bytes(int count, long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; ) {
      byte letter = (byte) ('a' + random.nextInt(12));
      for (int run = random.nextInt(6); run >= 0 && i < count; run--) {
        bytes[i++] = letter;
      }
    }
    return bytes;
  }

  private static NdArray array(byte[] bytes) {
    return NdArray.of(DTypes.UINT8, Shape.of(bytes.length), Order.C, ByteBuffer.wrap(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void blocks_of_several_threads_are_one_deflate_stream(int threads) throws IOException {
    int block = 256 * 1024;
    for (int size : List.of(0, 1, block - 129, block - 128, block, 3 * block, 9 * block + 77)) {
      byte[] bytes = bytes(size, size);
      Path file = folder.resolve("a.npz");
      try (NpzWriter writer = NpzWriter.create(file, o -> o.withThreads(threads)).compressed()) {
        writer.putBytes("b", bytes).put("a", array(bytes));
        writer.commit();
      }
      try (NpzFile npz = NpzFile.open(file);
          ZipFile zip = new ZipFile(file.toFile())) {
        assertThat(npz.get("a").toByteArray()).isEqualTo(bytes);
        assertThat(npz.bytes("b")).isEqualTo(bytes);
        assertThat(zip.getInputStream(zip.getEntry("b")).readAllBytes()).isEqualTo(bytes);
      }
    }
  }

  @Test
  void blocks_cost_less_than_one_percent() throws IOException {
    byte[] bytes = bytes(4 << 20, 8);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(whole)) {
      out.write(bytes);
    }
    Path file = folder.resolve("a.npz");
    NpzWriter.write(file, o -> o.withThreads(2), w -> w.compressed().putBytes("b", bytes));
    try (NpzFile npz = NpzFile.open(file)) {
      assertThat(npz.member("b").compressedSize())
          .isBetween((long) (0.97 * whole.size()), (long) (1.01 * whole.size()));
    }
  }

  @Test
  void members_of_all_sizes_keep_their_order_beside_one_another() throws IOException {
    Random random = new Random(77);
    Path file = folder.resolve("a.npz");
    int[] sizes = random.ints(300, 0, 60_000).toArray();
    try (NpzWriter writer = NpzWriter.create(file, o -> o.withThreads(3))) {
      for (int i = 0; i < sizes.length; i++) {
        if (random.nextInt(5) == 0) {
          writer.stored();
        } else {
          writer.compressed(random.nextInt(10));
        }
        writer.putBytes("m" + i, bytes(sizes[i], i));
      }
      writer.commit();
    }
    try (NpzFile npz = NpzFile.open(file)) {
      for (int i = 0; i < sizes.length; i++) {
        assertThat(npz.files().get(i)).isEqualTo("m" + i);
        assertThat(npz.bytes("m" + i)).isEqualTo(bytes(sizes[i], i));
      }
    }
  }

  @Test
  void levels_are_those_of_zlib() throws IOException {
    byte[] bytes = bytes(500_000, 9);
    Path file = folder.resolve("a.npz");
    try (NpzWriter writer = NpzWriter.create(file)) {
      writer.compressed(0).putBytes("0", bytes);
      writer.compressed(1).putBytes("1", bytes);
      writer.compressed(6).putBytes("6", bytes);
      writer.compressed().putBytes("default", bytes);
      writer.compressed(9).putBytes("9", bytes);
      assertThatThrownBy(() -> writer.compressed(10))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the level must be from 0 to 9 but was 10");
      writer.commit();
    }
    try (NpzFile npz = NpzFile.open(file)) {
      assertThat(npz.member("0").compressedSize()).isGreaterThan(bytes.length);
      assertThat(npz.member("1").compressedSize()).isGreaterThan(npz.member("6").compressedSize());
      assertThat(npz.member("6").compressedSize())
          .isEqualTo(npz.member("default").compressedSize())
          .isGreaterThan(npz.member("9").compressedSize());
    }
  }

  @Test
  void a_stream_gets_what_numpy_writes_where_it_cannot_seek() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (NpzWriter writer = NpzWriter.create(out)) {
      writer.put("a", NdArray.of(0, 1, 2)).put("\u00e9", NdArray.of(5));
      writer.commit();
    }
    // numpy.savez(…, a=np.arange(3), é=np.array([5])) to an object that only has write()
    assertThat(SavedBytesTest.sha256(out.toByteArray()))
        .isEqualTo("ef2bb34e3cb08230df0b23d4d23551f34d9200d6dd8579cc702c0109a5403bb0");
    try (NpzFile npz = NpzFile.open(out.toByteArray())) {
      assertThat(npz.files()).containsExactly("a", "\u00e9");
      assertThat(npz.get("\u00e9").toLongArray()).containsExactly(5);
    }
  }

  @Test
  void a_deflated_stream_is_read_back() throws IOException {
    byte[] bytes = bytes(700_000, 10);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (NpzWriter writer = NpzWriter.create(out, o -> o.withThreads(2)).compressed()) {
      writer.put("a", array(bytes)).put("b", NdArray.of(5));
      writer.commit();
    }
    try (NpzFile npz = NpzFile.open(out.toByteArray())) {
      assertThat(npz.get("a").toByteArray()).isEqualTo(bytes);
      assertThat(npz.get("b").toLongArray()).containsExactly(5);
    }
  }

  @Test
  void arrays_without_names_are_counted() throws IOException {
    Path file = folder.resolve("a.npz");
    try (NpzWriter writer = NpzWriter.create(file)) {
      writer.put("x", NdArray.of(1)).put(NdArray.of(2)).put(NdArray.of(3));
      assertThat(writer.contains("arr_1")).isTrue();
      assertThat(writer.contains("arr_2")).isFalse();
      writer.commit();
    }
    try (NpzFile npz = NpzFile.open(file)) {
      assertThat(npz.files()).containsExactly("x", "arr_0", "arr_1");
    }
    NpzWriter clash = NpzWriter.create(file).put("arr_0", NdArray.of(1));
    assertThatThrownBy(() -> clash.put(NdArray.of(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot use un-named variables and keyword arr_0");
    clash.close();
  }

  @Test
  void the_old_archive_stays_when_a_member_is_refused() throws IOException {
    Path file = folder.resolve("a.npz");
    NpzWriter.write(file, w -> w.put("old", NdArray.of(1)));
    byte[] old = Files.readAllBytes(file);
    NdArray objects = Npy.load(NpyFiles.resource("objects.npy"));
    assertThatThrownBy(
            () ->
                NpzWriter.write(
                    file,
                    o -> o.withAllowPickle(false),
                    w -> w.put("new", NdArray.of(1)).put("o", objects)))
        .isInstanceOf(UnsupportedException.class)
        .hasMessage(file + "!o.npy: Object arrays cannot be saved when allow_pickle=False");
    assertThatThrownBy(
            () -> {
              try (NpzWriter writer = NpzWriter.create(file)) {
                writer.put("x", NdArray.of(1)).put("x", NdArray.of(2));
                writer.commit();
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is a member x.npy already");
    assertThatThrownBy(
            () ->
                NpzWriter.write(
                    file,
                    w -> {
                      w.put("x", NdArray.of(1));
                      throw new IllegalStateException("from the body");
                    }))
        .hasMessage("from the body");
    try (NpzWriter writer = NpzWriter.create(file)) {
      writer.put("x", NdArray.of(1)).discard();
    }
    assertThat(file).hasBinaryContent(old);
    assertThat(folder.toFile().list()).containsExactly("a.npz");
  }

  @Test
  void names_that_no_archive_can_hold_are_refused() throws IOException {
    for (String name : List.of("a\0b", "\ud800", "\u20ac".repeat(21_845))) {
      NpzWriter writer = NpzWriter.create(folder.resolve("a.npz"));
      assertThatThrownBy(() -> writer.put(name, NdArray.of(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("a member's name must not");
      assertThatThrownBy(() -> writer.put("good", NdArray.of(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("abandoned");
      writer.close();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void an_archive_may_be_empty() throws IOException {
    Path file = folder.resolve("a.npz");
    NpzWriter.write(file, w -> {});
    assertThat(file).hasSize(22);
    try (NpzFile npz = NpzFile.open(file)) {
      assertThat(npz.files()).isEmpty();
    }
  }
}

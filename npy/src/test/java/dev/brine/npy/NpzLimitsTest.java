package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An {@link NpzWriter} at its limits, and used as it must not be. */
class NpzLimitsTest {
  private static final int END = 22;

  @TempDir Path folder;

  /** Python's zipfile writes the zip64 records from here on, and 0xffff in the old one. */
  @Test
  void more_members_than_16_bits_count_need_zip64() throws IOException {
    for (int count : new int[] {65_535, 65_536}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (NpzWriter writer = NpzWriter.create(out)) {
        for (int i = 0; i < count; i++) {
          writer.putBytes("m" + i, new byte[] {(byte) i});
        }
        writer.commit();
      }
      ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
      int end = bytes.capacity() - END;
      assertThat(bytes.getShort(end + 8)).isEqualTo((short) 0xffff);
      boolean zip64 = bytes.getInt(end - 20) == 0x07064b50;
      assertThat(zip64).isEqualTo(count > 65_535);
      if (zip64) {
        assertThat(bytes.getLong(end - 20 - 56 + 24)).isEqualTo(count);
        assertThat(bytes.getLong(end - 20 - 56 + 32)).isEqualTo(count);
      }
      try (NpzFile npz = NpzFile.open(out.toByteArray())) {
        assertThat(npz.members()).hasSize(count);
        assertThat(npz.bytes("m65534")).containsExactly(-2);
      }
    }
  }

  @Test
  void nothing_is_put_after_the_end_and_closing_twice_changes_nothing() throws IOException {
    Path file = folder.resolve("a.npz");
    NpzWriter writer = NpzWriter.create(file);
    writer.put("x", NdArray.of(1));
    writer.commit();
    byte[] bytes = Files.readAllBytes(file);
    assertThatThrownBy(() -> writer.put("y", NdArray.of(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the archive is closed");
    assertThatThrownBy(() -> writer.putRows("y", DTypes.INT32, Shape.of(1)))
        .isInstanceOf(IllegalStateException.class);
    writer.close();
    assertThat(file).hasBinaryContent(bytes);
    assertThat(folder.toFile().list()).containsExactly("a.npz");
  }

  @Test
  void names_that_lead_elsewhere_are_names() throws IOException {
    List<String> names = List.of("../up", "/root", "c:\\d", "a//b", "\ud83d\ude00", "x.npy", "");
    Path file = folder.resolve("a.npz");
    try (NpzWriter writer = NpzWriter.create(file)) {
      for (int i = 0; i < names.size(); i++) {
        writer.put(names.get(i), NdArray.of(i));
      }
      writer.commit();
    }
    assertThat(folder.toFile().list()).containsExactly("a.npz");
    try (NpzFile npz = NpzFile.open(file)) {
      assertThat(npz.files()).isEqualTo(names);
      for (int i = 0; i < names.size(); i++) {
        assertThat(npz.get(names.get(i)).getLong(0)).as(names.get(i)).isEqualTo(i);
      }
    }
  }

  @Test
  void a_source_that_fails_midway_leaves_the_old_archive() throws IOException {
    Path file = folder.resolve("a.npz");
    NpzWriter.write(file, w -> w.put("old", NdArray.of(1)));
    byte[] old = Files.readAllBytes(file);
    for (boolean compressed : new boolean[] {false, true}) {
      assertThatThrownBy(
              () -> {
                try (NpzWriter writer = NpzWriter.create(file, o -> o.withThreads(2))) {
                  if (compressed) {
                    writer.compressed();
                  }
                  writer.put("x", NdArray.of(1)).putBytes("y", failing());
                  writer.commit();
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessage("the source is gone");
    }
    assertThat(file).hasBinaryContent(old);
    assertThat(folder.toFile().list()).containsExactly("a.npz");
  }

  private static InputStream failing() {
    return new InputStream() {
      private int left = 1_000_000;

      @Override
      public int read() throws IOException {
        return read(new byte[1], 0, 1);
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
          throw new IOException("the source is gone");
        }
        int some = Math.min(length, left);
        left -= some;
        return some;
      }
    };
  }

  @Test
  void a_stream_that_fails_while_an_array_is_saved_fails_the_save() {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("the pipe is gone");
          }
        };
    NdArray array = NdArray.of(1, 2, 3);
    assertThatThrownBy(() -> Npy.save(out, array)).hasMessage("the pipe is gone");
    assertThatThrownBy(() -> Npy.save(out, array.flip(0))).hasMessage("the pipe is gone");
  }
}

package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.npy.array.NdArray;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyStreamTest {
  private static final byte[] NUMBERS =
      NpyFiles.npy("'<i2'", "(3,)", new byte[] {1, 0, 2, 0, 3, 0});
  private static final byte[] MORE = NpyFiles.npy("'|u1'", "(2,)", new byte[] {8, 9});

  @TempDir Path folder;

  /** What one byte at a time is read from. */
  private static InputStream trickling(byte[] bytes) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return super.read(target, offset, Math.min(length, 1));
      }
    };
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static void readsThree(InputStream in) throws IOException {
    try (NpyStream arrays = NpyStream.of(in)) {
      assertThat(next(arrays).toIntArray()).containsExactly(1, 2, 3);
      NdArray objects = next(arrays);
      assertThat(objects.size()).isEqualTo(2);
      assertThat(next(arrays).toIntArray()).containsExactly(8, 9);
      assertThat(arrays.next()).isNull();
      assertThat(arrays.next()).isNull();
    }
  }

  private static NdArray next(NpyStream arrays) throws IOException {
    return Objects.requireNonNull(arrays.next());
  }

  @Test
  void arrays_follow_one_another_and_pickles_end_where_they_end() throws IOException {
    byte[] all = joined(NUMBERS, NpyFiles.resource("objects.npy"), MORE);
    readsThree(new ByteArrayInputStream(all));
    readsThree(trickling(all));
  }

  @Test
  void loading_takes_no_byte_that_follows() throws IOException {
    InputStream in = new ByteArrayInputStream(joined(NUMBERS, MORE));
    assertThat(Npy.load(in).toIntArray()).containsExactly(1, 2, 3);
    assertThat(Npy.load(in).toIntArray()).containsExactly(8, 9);
    assertThatThrownBy(() -> Npy.load(in))
        .isInstanceOf(TruncatedException.class)
        .hasMessage("<bytes>@0: No data left in file");
  }

  @Test
  void a_stream_that_ends_early_is_refused_in_numpys_words() {
    byte[] lying = NpyFiles.npy("'<f8'", "(1099511627776,)", new byte[24]);
    assertThatThrownBy(() -> NpyStream.of(trickling(lying)).next())
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("the array needs 8796093022208 bytes");
    byte[] large = NpyFiles.npy("'|u1'", "(40000000,)", new byte[300_000]);
    assertThatThrownBy(() -> NpyStream.of(new ByteArrayInputStream(large)).next())
        .isInstanceOf(TruncatedException.class)
        .hasMessage("<bytes>@300128: EOF: reading array data, expected 262144 bytes got 37856");
  }

  @Test
  void a_channel_is_read_and_left_open() throws IOException {
    Path file = NpyFiles.write(folder.resolve("a.npy"), NUMBERS);
    try (SeekableByteChannel channel = FileChannel.open(file)) {
      assertThat(Npy.load(channel, Location.of("mine"), o -> o).toIntArray())
          .containsExactly(1, 2, 3);
      assertThat(channel.isOpen()).isTrue();
    }
  }

  @Test
  void what_is_no_array_is_refused_where_it_is() throws IOException {
    NpyStream arrays = NpyStream.of(new ByteArrayInputStream(joined(NUMBERS, new byte[9])));
    assertThat(next(arrays).size()).isEqualTo(3);
    assertThatThrownBy(arrays::next)
        .isInstanceOf(MalformedException.class)
        .hasMessageStartingWith("<bytes>@134: this is neither an .npy file");
  }
}

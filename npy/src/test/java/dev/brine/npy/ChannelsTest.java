package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several reads of one open channel, which none of them closes or depends on for its position. */
class ChannelsTest {
  private static final Location NAME = Location.of("the channel");

  @TempDir Path folder;

  private final NdArray array = NdArray.of(1, 2, 3);
  private Path file = Path.of("");

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("a.npy");
    Npy.save(file, array);
  }

  @Test
  void one_channel_gives_header_rows_value_mapping_and_array() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      channel.position(7);
      assertThat(Npy.header(channel, NAME, o -> o).shape()).isEqualTo(array.shape());
      try (RowReader rows = Npy.rows(channel, NAME, o -> o)) {
        assertThat(rows.count()).isEqualTo(3);
      }
      assertThat(((ArrayValue) Npy.loadValue(channel, NAME, o -> o)).array().toString())
          .isEqualTo(array.toString());
      assertThat(Npy.map(channel, NAME, MapMode.READ_ONLY, o -> o).toString())
          .isEqualTo(array.toString());
      assertThat(Npy.load(channel, NAME, o -> o).toString()).isEqualTo(array.toString());
      assertThat(channel.isOpen()).isTrue();
    }
  }

  @Test
  void messages_have_the_name_of_the_channel() throws IOException {
    Files.write(file, new byte[] {'x'});
    try (FileChannel channel = FileChannel.open(file)) {
      assertThatThrownBy(() -> Npy.header(channel, NAME, LoadOptions.DEFAULT))
          .isInstanceOf(BrineException.class)
          .hasMessageStartingWith("the channel");
      assertThatThrownBy(() -> NpzFile.openDamaged(channel, NAME, LoadOptions.DEFAULT))
          .isInstanceOf(BrineException.class)
          .hasMessageStartingWith("the channel");
      assertThat(channel.isOpen()).isTrue();
    }
  }
}

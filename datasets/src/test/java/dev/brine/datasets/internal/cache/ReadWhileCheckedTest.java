package dev.brine.datasets.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.datasets.internal.cache.FileCache.PathReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of a file that is read while its hash is computed. */
final class ReadWhileCheckedTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1/data/file.npz");

  @TempDir Path home;
  private CacheFixture fixture;
  private byte[] bad;
  private final List<byte[]> seen = new ArrayList<>();

  @BeforeEach
  void setUp() {
    fixture = new CacheFixture(home);
    bad = fixture.content.clone();
    bad[7] ^= 1;
  }

  private byte[] remember(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    seen.add(bytes);
    return bytes;
  }

  private byte[] refuseBad(Path path) throws IOException {
    byte[] bytes = remember(path);
    if (bytes[7] == bad[7]) {
      throw new IOException("damaged");
    }
    return bytes;
  }

  @Test
  void a_good_file_is_read_once_and_nobody_is_asked() throws IOException {
    fixture.keep(fixture.target(), fixture.content);
    assertThat(fixture.cache().read(fixture.file(NOWHERE), this::remember))
        .isEqualTo(fixture.content);
    assertThat(seen).hasSize(1);
  }

  @Test
  void what_was_made_of_a_bad_file_is_thrown_away() throws IOException {
    fixture.keep(fixture.target(), bad);
    try (TestServer server = new TestServer(TestServer.whole(fixture.content))) {
      assertThat(fixture.cache().read(fixture.file(server), this::remember))
          .isEqualTo(fixture.content);
    }
    assertThat(seen).containsExactly(bad, fixture.content);
  }

  @Test
  void a_bad_file_that_cannot_be_read_is_downloaded_again() throws IOException {
    fixture.keep(fixture.target(), bad);
    try (TestServer server = new TestServer(TestServer.whole(fixture.content))) {
      assertThat(fixture.cache().read(fixture.file(server), this::refuseBad))
          .isEqualTo(fixture.content);
    }
  }

  @Test
  void a_good_file_that_cannot_be_read_is_a_failure() throws IOException {
    fixture.keep(fixture.target(), fixture.content);
    PathReader<String> reader =
        path -> {
          throw new IOException("not what it should be");
        };
    assertThatThrownBy(() -> fixture.cache().read(fixture.file(NOWHERE), reader))
        .hasMessage("not what it should be");
  }
}

package dev.brine.datasets.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KerasHomeTest {
  @TempDir Path folder;

  private Environment with(Map<String, String> environment) {
    return new Environment(
        environment, folder.resolve("user"), folder.resolve("tmp"), time -> {}, CacheFixture::open);
  }

  private Path home(Map<String, String> environment) {
    return KerasHome.of(null, with(environment)).folder();
  }

  @Test
  void is_the_one_that_keras_chooses() {
    assertThat(home(Map.of())).isEqualTo(folder.resolve("user/.keras"));
    assertThat(home(Map.of("KERAS_HOME", ""))).isEqualTo(folder.resolve("user/.keras"));
    assertThat(home(Map.of("KERAS_HOME", "/data/k"))).isEqualTo(Path.of("/data/k"));
    assertThat(home(Map.of("KERAS_HOME", "~"))).isEqualTo(folder.resolve("user"));
    assertThat(home(Map.of("KERAS_HOME", "~/k"))).isEqualTo(folder.resolve("user/k"));
    assertThat(home(Map.of("KERAS_HOME", "~k"))).isEqualTo(Path.of("~k"));
  }

  @Test
  void is_the_one_that_the_caller_chooses_and_no_other() {
    KerasHome home = KerasHome.of(Path.of("/mine"), with(Map.of("KERAS_HOME", "/data/k")));
    assertThat(home).isEqualTo(new KerasHome(Path.of("/mine"), null));
  }

  @Test
  void can_be_written_where_it_or_the_nearest_folder_above_can() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(KerasHome.canWriteTo(folder)).isTrue();
    assertThat(KerasHome.canWriteTo(folder.resolve("a/b/c"))).isTrue();
    assertThat(KerasHome.canWriteTo(file)).isFalse();
    assertThat(KerasHome.canWriteTo(file.resolve("a/b"))).isFalse();
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void gives_way_to_the_temporary_folder_where_it_cannot_be_written() throws IOException {
    Files.createFile(folder.resolve("user"));
    CacheFixture fixture = new CacheFixture(folder);
    fixture.options = fixture.options.withHome(null);
    fixture.environment = with(Map.of());
    Path found;
    try (TestServer server = new TestServer(TestServer.whole(fixture.content))) {
      found = fixture.get(server);
      assertThat(fixture.get(server)).isEqualTo(found);
      assertThat(server.requests()).hasSize(1);
    }
    assertThat(found).isEqualTo(folder.resolve("tmp/.keras/datasets/file.npz"));
  }

  @Test
  void does_not_look_into_the_temporary_folder_where_it_can_be_written() throws IOException {
    CacheFixture fixture = new CacheFixture(folder);
    fixture.options = fixture.options.withHome(null);
    fixture.environment = with(Map.of());
    Path planted = folder.resolve("tmp/.keras/datasets/file.npz");
    Files.createDirectories(folder.resolve("tmp/.keras/datasets"));
    Files.writeString(planted, "planted");
    try (TestServer server = new TestServer(TestServer.whole(fixture.content))) {
      URI url = server.url("/file.npz");
      Path found = fixture.cache().get(new RemoteFile("file.npz", url, null));
      assertThat(found).isEqualTo(folder.resolve("user/.keras/datasets/file.npz"));
      assertThat(found).hasBinaryContent(fixture.content);
    }
  }
}

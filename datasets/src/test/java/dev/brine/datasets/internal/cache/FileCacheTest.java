package dev.brine.datasets.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brine.datasets.cache.CacheException;
import dev.brine.datasets.cache.DownloadException;
import dev.brine.datasets.internal.cache.FileCache.CachedFile;
import dev.brine.error.MalformedException;
import dev.brine.testing.TestData;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cache keeps, uses and replaces. */
final class FileCacheTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1/data/file.npz");

  @TempDir Path home;
  private CacheFixture fixture;
  private byte[] bad;

  @BeforeEach
  void setUp() {
    fixture = new CacheFixture(home);
    bad = fixture.content.clone();
    bad[7] ^= 1;
  }

  @Test
  void uses_a_good_file_without_asking_anybody_or_writing_anything() throws IOException {
    fixture.keep(fixture.target(), fixture.content);
    assertThat(fixture.cache().get(fixture.file(NOWHERE))).isEqualTo(fixture.target());
    assertThat(home.resolve("datasets")).isDirectoryContaining(p -> p.equals(fixture.target()));
    assertThat(home.resolve("datasets").toFile().list()).hasSize(1);
  }

  @Test
  void finds_what_keras_has_downloaded_in_a_folder_of_its_own() throws IOException {
    Path folder = Files.createDirectories(home.resolve("datasets/fashion-mnist"));
    Files.write(folder.resolve("t.gz"), fixture.content);
    RemoteFile file = new RemoteFile("t.gz", NOWHERE, null, "datasets/fashion-mnist");
    assertThat(fixture.cache().get(file)).isEqualTo(folder.resolve("t.gz"));
  }

  @Test
  void checks_an_md5_or_a_sha256_in_small_or_capital_digits() throws IOException {
    fixture.keep(fixture.target(), fixture.content);
    String md5 = CacheFixture.hash("MD5", fixture.content);
    String sha256 = CacheFixture.sha256(fixture.content);
    for (String hash :
        new String[] {
          md5,
          sha256,
          md5.toUpperCase(java.util.Locale.ROOT),
          sha256.toUpperCase(java.util.Locale.ROOT)
        }) {
      RemoteFile file = new RemoteFile("file.npz", NOWHERE, hash);
      assertThat(fixture.cache().get(file)).isEqualTo(fixture.target());
    }
  }

  @Test
  void replaces_a_bad_file_and_says_so() throws IOException {
    fixture.keep(fixture.target(), bad);
    try (TestServer server = new TestServer(TestServer.whole(fixture.content))) {
      assertThat(fixture.get(server)).hasBinaryContent(fixture.content);
    }
    assertThat(fixture.notes)
        .containsExactly(
            fixture.target()
                + " is not the published file but has sha256 "
                + CacheFixture.sha256(bad)
                + " in place of sha256 "
                + CacheFixture.sha256(fixture.content)
                + ": downloading it again");
  }

  @Test
  void keeps_a_bad_file_until_a_good_one_has_arrived() throws IOException {
    fixture.keep(fixture.target(), bad);
    try (TestServer broken = new TestServer(TestServer.status("404 Gone"));
        TestServer wrong = new TestServer(TestServer.whole(new byte[100]))) {
      assertThatThrownBy(() -> fixture.get(broken)).isInstanceOf(DownloadException.class);
      assertThat(fixture.target()).hasBinaryContent(bad);
      assertThatThrownBy(() -> fixture.get(wrong)).isInstanceOf(MalformedException.class);
      assertThat(fixture.target()).hasBinaryContent(bad);
    }
    assertThat(fixture.entries()).containsExactly("file.npz");
  }

  @Test
  void uses_only_what_is_there_when_offline_and_says_what_to_do() throws IOException {
    fixture.options = fixture.options.withOffline(true);
    RemoteFile file = fixture.file(NOWHERE);
    String todo =
        ", and files are not downloaded in offline mode; download "
            + NOWHERE
            + " (sha256 "
            + file.hash()
            + ") elsewhere and copy it to this path";
    assertThatThrownBy(() -> fixture.cache().get(file))
        .isInstanceOf(CacheException.class)
        .hasMessage(fixture.target() + ": is not in the cache" + todo);
    assertThat(home.resolve("datasets")).doesNotExist();
    fixture.keep(fixture.target(), bad);
    assertThatThrownBy(() -> fixture.cache().get(file))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("is not the published file but has sha256 ")
        .hasMessageEndingWith(todo);
    fixture.keep(fixture.target(), fixture.content);
    assertThat(fixture.cache().get(file)).isEqualTo(fixture.target());
  }

  @Test
  void takes_the_file_from_a_mirror_under_a_url_a_folder_or_a_path(@TempDir Path mirror)
      throws IOException {
    Files.write(mirror.resolve("file.npz"), fixture.content);
    Files.write(mirror.resolve("renamed"), fixture.content);
    try (TestServer server = new TestServer(TestServer.whole(fixture.content))) {
      for (String origin :
          new String[] {
            server.url("/mirror").toString(),
            server.url("/mirror/").toString(),
            server.url("/mirror/file.npz").toString(),
            mirror.toString(),
            mirror.resolve("renamed").toString(),
            mirror.toUri().toString(),
            mirror.resolve("renamed").toUri().toString(),
          }) {
        fixture.options = fixture.options.withOrigin(origin);
        assertThat(fixture.cache().get(fixture.file(NOWHERE))).hasBinaryContent(fixture.content);
        Files.delete(fixture.target());
      }
      assertThat(server.requests())
          .hasSize(3)
          .allMatch(request -> request.line().equals("GET /mirror/file.npz HTTP/1.1"));
    }
  }

  @Test
  void refuses_a_mirror_that_has_another_file_or_none(@TempDir Path mirror) throws IOException {
    fixture.options = fixture.options.withOrigin(mirror.toString());
    assertThatThrownBy(() -> fixture.cache().get(fixture.file(NOWHERE)))
        .isInstanceOf(DownloadException.class)
        .hasMessage(mirror.resolve("file.npz") + ": does not exist");
    Files.write(mirror.resolve("file.npz"), bad);
    assertThatThrownBy(() -> fixture.cache().get(fixture.file(NOWHERE)))
        .isInstanceOf(MalformedException.class);
    fixture.options = fixture.options.withOrigin("ftp://example.org/");
    assertThatThrownBy(() -> fixture.cache().get(fixture.file(NOWHERE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "files can be downloaded from http, https and file URLs and from paths, but not from"
                + " ftp://example.org/file.npz");
    assertThat(fixture.target()).doesNotExist();
  }

  @Test
  void says_that_the_folder_cannot_be_made() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    fixture.options = fixture.options.withHome(file);
    assertThatThrownBy(() -> fixture.cache().get(fixture.file(NOWHERE)))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith(file.resolve("datasets") + ": cannot be written, so no file can be")
        .hasMessageContaining("set KERAS_HOME to a writable folder");
  }

  @Test
  void reads_from_a_folder_that_cannot_be_written_but_does_not_download_into_it()
      throws IOException {
    fixture.keep(fixture.target(), fixture.content);
    Path folder = home.resolve("datasets");
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assertThat(fixture.cache().get(fixture.file(NOWHERE))).isEqualTo(fixture.target());
      assumeThat(Files.isWritable(folder)).as("permissions do not bind this user").isFalse();
      RemoteFile other = new RemoteFile("other.npz", NOWHERE, null);
      assertThatThrownBy(() -> fixture.cache().get(other))
          .isInstanceOf(CacheException.class)
          .hasMessageStartingWith(folder + ": cannot be written");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void leaves_everything_as_it_was_when_the_disk_is_full() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(full).as("a device that is always full").exists();
    fixture.keep(fixture.target(), bad);
    fixture.environment =
        new Environment(
            fixture.environment.variables(),
            home,
            home,
            fixture.waits::add,
            path -> path.equals(fixture.part()) ? openFull(path, full) : CacheFixture.open(path));
    try (TestServer server = new TestServer(TestServer.whole(fixture.content, "ETag: \"x\""))) {
      assertThatThrownBy(() -> fixture.get(server))
          .isInstanceOf(CacheException.class)
          .hasMessageStartingWith(fixture.part() + ": cannot be written: ")
          .hasMessageEndingWith("; nothing in the cache has changed");
      assertThat(server.requests()).hasSize(1);
    }
    assertThat(fixture.entries()).containsExactly("file.npz");
    assertThat(fixture.target()).hasBinaryContent(bad);
    assertThat(fixture.waits).isEmpty();
  }

  /** Makes the file, as on a disk that has a last free entry, but gives no room in it. */
  private static FileChannel openFull(Path path, Path full) throws IOException {
    Files.createFile(path);
    return FileChannel.open(full, StandardOpenOption.WRITE);
  }

  @Test
  void refuses_a_folder_in_the_place_of_the_file() throws IOException {
    Files.createDirectories(fixture.target());
    assertThatThrownBy(() -> fixture.cache().get(fixture.file(NOWHERE)))
        .isInstanceOf(CacheException.class)
        .hasMessage(fixture.target() + ": is not a regular file; rename or remove it");
  }

  @Test
  void works_in_a_folder_that_is_a_link(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(home.resolve("datasets"), elsewhere);
    try (TestServer server = new TestServer(TestServer.whole(fixture.content))) {
      assertThat(fixture.get(server)).hasBinaryContent(fixture.content);
    }
    assertThat(elsewhere.resolve("file.npz")).exists();
  }

  @Test
  void writes_through_no_link_that_somebody_has_put_there(@TempDir Path elsewhere)
      throws IOException {
    Path victim = Files.write(elsewhere.resolve("victim"), bad);
    fixture.keep(fixture.target(), bad);
    Files.createSymbolicLink(fixture.part(), victim);
    FileCache real = new FileCache(fixture.options);
    assertThatThrownBy(() -> real.get(fixture.file(NOWHERE))).isInstanceOf(CacheException.class);
    assertThat(victim).hasBinaryContent(bad);
  }

  @Test
  void checks_a_file_in_the_background() throws IOException {
    RemoteFile file = fixture.file(NOWHERE);
    assertThat(fixture.cache().peek(file)).isNull();
    fixture.keep(fixture.target(), fixture.content);
    CachedFile good = Objects.requireNonNull(fixture.cache().peek(file));
    assertThat(good.path()).isEqualTo(fixture.target());
    assertThat(good.matchesHash()).isTrue();
    fixture.keep(fixture.target(), bad);
    assertThat(Objects.requireNonNull(fixture.cache().peek(file)).matchesHash()).isFalse();
    assertThat(fixture.cache().peek(new RemoteFile("file.npz", NOWHERE, null))).isNull();
  }

  @Test
  void fetches_the_real_boston_housing_by_its_published_hash_and_no_other() throws IOException {
    Path file = TestData.path("data/boston_housing.npz");
    assumeThat(file).as("the real data beside the repository").exists();
    byte[] boston = Files.readAllBytes(file);
    byte[] flipped = boston.clone();
    flipped[boston.length / 2] ^= 1;
    try (TestServer server = new TestServer(TestServer.whole(flipped), TestServer.whole(boston))) {
      RemoteFile remote =
          new RemoteFile(
              "boston_housing.npz",
              server.url("/boston_housing.npz"),
              "f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5");
      assertThatThrownBy(() -> fixture.cache().get(remote)).isInstanceOf(MalformedException.class);
      Path found = fixture.cache().get(remote);
      assertThat(found).hasBinaryContent(boston);
      Files.write(found, flipped);
      fixture.options = fixture.options.withOffline(true);
      assertThatThrownBy(() -> fixture.cache().get(remote)).isInstanceOf(CacheException.class);
    }
  }
}

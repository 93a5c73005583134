package dev.brine.datasets.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brine.datasets.cache.DownloadException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords and tokens in an address are used, but neither shown nor stored. */
final class SecretsTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1/data/file.npz");
  private static final String BASIC = "Basic " + base64("user:s3cret pass");

  @TempDir Path home;
  private CacheFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new CacheFixture(home);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The address of a mirror on the server, with every place that can hold a secret. */
  private static String mirror(TestServer server) {
    return "http://user:s3cret%20pass@127.0.0.1:"
        + server.url("/").getPort()
        + "/mirror/file.npz?token=s3cret";
  }

  private Throwable failure() {
    return catchThrowable(() -> fixture.cache().get(fixture.file(NOWHERE)));
  }

  /** Everything that a person or another program gets to see. */
  private List<String> visible(Throwable failure) throws IOException {
    List<String> texts = new ArrayList<>(fixture.notes);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      texts.add(cause.toString());
    }
    if (Files.isDirectory(home.resolve("datasets"))) {
      try (Stream<Path> files = Files.list(home.resolve("datasets"))) {
        for (Path file : files.toList()) {
          texts.add(file.getFileName().toString());
          texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return texts;
  }

  @Test
  void a_user_name_and_password_are_sent_as_basic_authorization_with_the_query() throws Exception {
    try (TestServer server = new TestServer(TestServer.whole(fixture.content))) {
      fixture.options = fixture.options.withOrigin(mirror(server));
      assertThat(fixture.cache().get(fixture.file(NOWHERE))).hasBinaryContent(fixture.content);
      TestServer.Request request = server.requests().get(0);
      assertThat(request.header("Authorization")).isEqualTo(BASIC);
      assertThat(request.line()).isEqualTo("GET /mirror/file.npz?token=s3cret HTTP/1.1");
    }
  }

  @Test
  void a_query_stays_behind_the_name_of_a_file_in_a_mirror() throws Exception {
    try (TestServer server = new TestServer(TestServer.whole(fixture.content))) {
      fixture.options = fixture.options.withOrigin(server.url("/mirror?token=s3cret").toString());
      assertThat(fixture.cache().get(fixture.file(NOWHERE))).hasBinaryContent(fixture.content);
      assertThat(server.requests().get(0).line())
          .isEqualTo("GET /mirror/file.npz?token=s3cret HTTP/1.1");
    }
  }

  @Test
  void authorization_follows_a_redirect_to_the_same_server_only() throws Exception {
    try (TestServer other = new TestServer(TestServer.whole(fixture.content));
        TestServer server =
            new TestServer(
                TestServer.status("302 Found", "Location: /there"),
                TestServer.status("307 Moved", "Location: " + other.url("/x?sig=s3cret")))) {
      fixture.options = fixture.options.withOrigin(mirror(server));
      assertThat(fixture.cache().get(fixture.file(NOWHERE))).hasBinaryContent(fixture.content);
      assertThat(server.requests())
          .extracting(request -> request.header("Authorization"))
          .containsExactly(BASIC, BASIC);
      assertThat(server.requests().get(1).line()).isEqualTo("GET /there HTTP/1.1");
      assertThat(other.requests().get(0).header("Authorization")).isEmpty();
      assertThat(other.requests().get(0).line()).isEqualTo("GET /x?sig=s3cret HTTP/1.1");
    }
  }

  @Test
  void no_message_shows_them_and_ports_stay() throws Exception {
    try (TestServer server =
        new TestServer(
            TestServer.status("503 No"),
            TestServer.status("302 Found", "Location: ftp://user:s3cret@host:21/x?y=s3cret"))) {
      fixture.options = fixture.options.withOrigin(mirror(server));
      Throwable failure = failure();
      String address = "http://127.0.0.1:" + server.url("/").getPort() + "/mirror/file.npz";
      assertThat(failure)
          .isInstanceOf(DownloadException.class)
          .hasMessage(
              address
                  + ": the server answered with status 302, a redirect to ftp://host:21/x that is"
                  + " not followed (after 2 attempts)");
      assertThat(((DownloadException) failure).url()).isEqualTo(address);
      assertThat(fixture.notes).hasSize(1);
      assertThat(visible(failure)).noneMatch(text -> text.contains("s3cret"));
    }
  }

  @Test
  void the_message_about_another_file_does_not_show_them() throws Exception {
    try (TestServer server = new TestServer(TestServer.whole(new byte[10]))) {
      fixture.options = fixture.options.withOrigin(mirror(server));
      Throwable failure = failure();
      assertThat(failure).hasMessageContaining("/mirror/file.npz: expected sha256 ");
      assertThat(visible(failure)).noneMatch(text -> text.contains("s3cret"));
    }
  }

  @Test
  void the_note_beside_a_part_does_not_hold_them_and_a_new_token_resumes_the_download()
      throws Exception {
    try (TestServer server =
        new TestServer(
            TestServer.cut(fixture.content, 100_000, 300_000, "ETag: \"v1\""),
            TestServer.ranges(fixture.content, "\"v1\""))) {
      fixture.options = fixture.options.withRetries(CacheFixture.ONCE).withOrigin(mirror(server));
      Throwable failure = failure();
      assertThat(fixture.entries()).containsExactly("file.npz.part", "file.npz.part.from");
      assertThat(visible(failure)).noneMatch(text -> text.contains("s3cret"));
      fixture.options =
          fixture.options.withOrigin(server.url("/mirror/file.npz?token=another").toString());
      assertThat(fixture.cache().get(fixture.file(NOWHERE))).hasBinaryContent(fixture.content);
      assertThat(server.requests().get(1).from()).isEqualTo(100_000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:s3cret@no-such-host.invalid/file.npz",
        "https://s3cret@no-such-host.invalid/file.npz?s3cret=s3cret#s3cret",
        "https://user:s3cret@pass@host/",
        "https://user:pass/s3cret@host/",
        "https://user:s3 cret@host/",
        "https://user:s3cret@ho st/?s3cret",
        "https:/user:s3cret@host/",
        "http://s3cret:s3cret@127.0.0.1:1?s3cret",
        "https:user:s3cret@host/",
        "ftp://user:s3cret@host:21/a?s3cret",
        "https://user:s3cret@host:port/",
        "https://user:%s3cret@host/",
        "user:s3cret@host/folder",
        "file://user:s3cret@host/folder",
      })
  void an_address_that_cannot_be_used_is_refused_without_them(String origin) throws Exception {
    fixture.options = fixture.options.withOrigin(origin);
    Throwable failure = failure();
    assertThat(failure).isInstanceOfAny(DownloadException.class, IllegalArgumentException.class);
    assertThat(visible(failure)).noneMatch(text -> text.matches("(?s).*s3 ?cret.*"));
  }
}

package dev.brine.datasets.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.brine.datasets.cache.DownloadException;
import dev.brine.error.BrineException;
import dev.brine.error.MalformedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that do well, and every kind that does not. */
final class DownloadTest {
  @TempDir Path home;
  private CacheFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new CacheFixture(home);
  }

  private void fetches(TestServer server) throws IOException {
    assertThat(fixture.get(server)).isEqualTo(fixture.target()).hasBinaryContent(fixture.content);
    assertThat(fixture.entries()).containsExactly("file.npz");
  }

  private DownloadException fails(TestServer server) {
    DownloadException[] failure = new DownloadException[1];
    assertThatThrownBy(() -> fixture.get(server))
        .asInstanceOf(type(DownloadException.class))
        .satisfies(e -> failure[0] = e);
    assertThat(fixture.target()).doesNotExist();
    return failure[0];
  }

  @Test
  void downloads_a_file_once_and_then_has_it() throws IOException {
    try (TestServer server = new TestServer(TestServer.whole(fixture.content))) {
      fetches(server);
      fetches(server);
      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().get(0).line()).isEqualTo("GET /data/file.npz HTTP/1.1");
    }
    assertThat(fixture.waits).isEmpty();
  }

  @Test
  void tells_how_far_it_is() throws IOException {
    try (TestServer server = new TestServer(TestServer.whole(fixture.content))) {
      fetches(server);
    }
    assertThat(fixture.steps).isSorted().startsWith(0L).endsWith(300_000L);
    assertThat(fixture.totals).containsOnly(300_000L);
    assertThat(fixture.ends).containsExactly("file.npz");
  }

  @Test
  void takes_a_body_whose_length_is_not_told() throws IOException {
    TestServer.Reply reply =
        (request, out) -> {
          TestServer.head(out, "200 OK", List.of());
          out.write(fixture.content);
        };
    try (TestServer server = new TestServer(reply)) {
      fetches(server);
    }
    assertThat(fixture.totals).containsOnly(-1L);
  }

  @Test
  void takes_a_chunked_body() throws IOException {
    TestServer.Reply reply =
        (request, out) -> {
          TestServer.head(out, "200 OK", List.of("Transfer-Encoding: chunked"));
          for (int at = 0; at < fixture.content.length; at += 1000) {
            out.write("3e8\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(fixture.content, at, 1000);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
          }
          out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        };
    try (TestServer server = new TestServer(reply)) {
      fetches(server);
    }
  }

  @Test
  void follows_a_redirect() throws IOException {
    try (TestServer real = new TestServer(TestServer.whole(fixture.content));
        TestServer server =
            new TestServer(TestServer.status("302 Found", "Location: " + real.url("/there")))) {
      fetches(server);
      assertThat(real.requests()).hasSize(1);
    }
  }

  @Test
  void gives_up_on_a_redirect_that_leads_back_to_itself() throws IOException {
    try (TestServer server =
        new TestServer(TestServer.status("302 Found", "Location: /data/file.npz"))) {
      DownloadException failure = fails(server);
      assertThat(failure.status()).isEqualTo(302);
      assertThat(failure)
          .hasMessage(
              server.url("/data/file.npz")
                  + ": the server answered with status 302, a redirect to /data/file.npz that is"
                  + " not followed");
      assertThat(server.requests()).hasSizeLessThan(10);
    }
  }

  @Test
  void tries_again_after_errors_of_the_server() throws IOException {
    try (TestServer server =
        new TestServer(
            TestServer.status("500 Oh"),
            TestServer.status("503 No"),
            TestServer.whole(fixture.content))) {
      fetches(server);
      assertThat(server.requests()).hasSize(3);
    }
    assertThat(fixture.waits).hasSize(2);
    assertThat(fixture.waits.get(0)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
    assertThat(fixture.waits.get(1)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1600));
    assertThat(fixture.notes.get(0))
        .startsWith("the server answered with status 500; trying again in 0.");
  }

  @Test
  void gives_up_after_the_last_attempt_and_waits_no_longer_than_the_longest_pause()
      throws IOException {
    try (TestServer server = new TestServer(TestServer.status("500 Oh"))) {
      DownloadException failure = fails(server);
      assertThat(failure.status()).isEqualTo(500);
      assertThat(failure.attempts()).isEqualTo(4);
      assertThat(failure.url()).isEqualTo(server.url("/data/file.npz").toString());
      assertThat(failure)
          .hasMessage(failure.url() + ": the server answered with status 500 (after 4 attempts)");
      assertThat(server.requests()).hasSize(4);
    }
    assertThat(fixture.waits).hasSize(3).allMatch(wait -> wait.toMillis() <= 3000);
    assertThat(fixture.ends).containsExactly("file.npz");
    assertThat(fixture.entries()).isEmpty();
  }

  @Test
  void waits_as_long_as_the_server_asks_but_not_longer_than_the_longest_pause() throws IOException {
    try (TestServer server =
        new TestServer(
            TestServer.status("429 Slow", "Retry-After: 2"),
            TestServer.status("503 Slow", "Retry-After: 100000"),
            TestServer.status("503 Slow", "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT"),
            TestServer.whole(fixture.content))) {
      fetches(server);
    }
    assertThat(fixture.waits.subList(0, 2))
        .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(3));
    assertThat(fixture.waits.get(2)).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(3));
  }

  @Test
  void does_not_try_again_what_will_stay_as_it_is() throws IOException {
    for (String status : List.of("404 Gone", "403 No", "304 Same", "204 Empty")) {
      try (TestServer server = new TestServer(TestServer.status(status))) {
        assertThat(fails(server).status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
        assertThat(server.requests()).hasSize(1);
      }
    }
    assertThat(fixture.waits).isEmpty();
  }

  @Test
  void does_not_take_a_truncated_body() throws IOException {
    try (TestServer server = new TestServer(TestServer.cut(fixture.content, 100_000, 300_000))) {
      DownloadException failure = fails(server);
      assertThat(failure.attempts()).isEqualTo(4);
      assertThat(server.requests()).hasSize(4);
    }
    assertThat(fixture.entries()).isEmpty();
  }

  @Test
  void gets_the_whole_file_after_truncated_ones() throws IOException {
    try (TestServer server =
        new TestServer(
            TestServer.cut(fixture.content, 100_000, 300_000),
            TestServer.cut(fixture.content, 0, 300_000),
            TestServer.whole(fixture.content))) {
      fetches(server);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void does_not_take_a_body_of_which_the_server_understates_the_length() throws IOException {
    try (TestServer server = new TestServer(TestServer.cut(fixture.content, 300_000, 200_000))) {
      refusesTheContent(server, "200000 bytes");
    }
  }

  @Test
  void does_not_take_other_content_and_asks_only_once() throws IOException {
    byte[] flipped = fixture.content.clone();
    flipped[123_456] ^= 1;
    try (TestServer server = new TestServer(TestServer.whole(flipped, "ETag: \"x\""))) {
      refusesTheContent(server, CacheFixture.sha256(flipped));
    }
  }

  private void refusesTheContent(TestServer server, String actual) {
    assertThatThrownBy(() -> fixture.get(server))
        .asInstanceOf(type(MalformedException.class))
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(BrineException.Kind.MISMATCH);
              assertThat(e)
                  .hasMessageStartingWith(server.url("/data/file.npz") + ": expected sha256 ")
                  .hasMessageContaining(CacheFixture.sha256(fixture.content))
                  .hasMessageContaining(actual);
            });
    assertThat(server.requests()).hasSize(1);
    assertThat(fixture.entries()).isEmpty();
  }

  @Test
  void gives_up_on_a_server_that_hangs_up_without_an_answer() throws IOException {
    try (TestServer server = new TestServer((request, out) -> {})) {
      assertThat(fails(server).attempts()).isEqualTo(4);
    }
  }

  @Test
  void gives_up_on_a_server_that_never_answers() throws IOException {
    fixture.options = fixture.options.withRetries(CacheFixture.IMPATIENT);
    try (TestServer server = new TestServer(TestServer.SILENCE)) {
      assertThat(fails(server).attempts()).isEqualTo(2);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void gives_up_on_a_server_that_falls_silent() throws IOException {
    fixture.options = fixture.options.withRetries(CacheFixture.IMPATIENT);
    try (TestServer server = new TestServer(TestServer.stallAfter(fixture.content, 1000))) {
      assertThat(fails(server))
          .hasMessageContaining("no byte arrived for 0.2 seconds (after 2 attempts)");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void says_that_nobody_listens_or_that_the_host_is_not_found() throws IOException {
    TestServer gone = new TestServer(TestServer.whole(fixture.content));
    gone.close();
    assertThat(fails(gone).attempts()).isEqualTo(4);
    fixture.options = fixture.options.withOrigin("http://no-such-host.invalid/");
    assertThat(fails(gone))
        .hasMessage(
            "http://no-such-host.invalid/file.npz: the host no-such-host.invalid is not found");
  }

  @Test
  void ends_when_the_thread_is_interrupted() throws IOException {
    try (TestServer server = new TestServer(TestServer.whole(fixture.content))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> fixture.get(server)).isInstanceOf(IOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(fixture.target()).doesNotExist();
  }

  @Test
  void ends_when_the_thread_is_interrupted_while_it_waits() throws IOException {
    fixture.environment =
        new Environment(
            fixture.environment.variables(),
            home,
            home,
            time -> {
              throw new InterruptedException();
            },
            CacheFixture::open);
    try (TestServer server = new TestServer(TestServer.status("500 Oh"))) {
      assertThatThrownBy(() -> fixture.get(server)).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}

package dev.brine.datasets.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.datasets.cache.DownloadException;
import dev.brine.error.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A download that broke off goes on where it stopped, if the file is still the same one. */
final class ResumeTest {
  private static final String TAG = "\"v1\"";
  private static final String DATE = "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT";

  @TempDir Path home;
  private CacheFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new CacheFixture(home);
  }

  private TestServer.Reply broken(String... headers) {
    return TestServer.cut(fixture.content, 100_000, 300_000, headers);
  }

  private TestServer.Reply ranges() {
    return TestServer.ranges(fixture.content, TAG);
  }

  private void fetches(TestServer server) throws IOException {
    assertThat(fixture.get(server)).hasBinaryContent(fixture.content);
    assertThat(fixture.entries()).containsExactly("file.npz");
  }

  /** Leaves a part from an earlier process. */
  private void breaksOffFor(TestServer server) {
    fixture.options = fixture.options.withRetries(CacheFixture.ONCE);
    assertThatThrownBy(() -> fixture.get(server))
        .isInstanceOf(DownloadException.class)
        .hasMessageEndingWith(
            "; the 100000 bytes that arrived are kept, and the next download resumes there");
    assertThat(fixture.entries()).containsExactly("file.npz.part", "file.npz.part.from");
    fixture.options = fixture.options.withRetries(CacheFixture.QUICK);
  }

  @Test
  void goes_on_where_it_stopped_within_one_call() throws IOException {
    try (TestServer server = new TestServer(broken("ETag: " + TAG), ranges())) {
      fetches(server);
      TestServer.Request second = server.requests().get(1);
      assertThat(second.header("Range")).isEqualTo("bytes=100000-");
      assertThat(second.header("If-Range")).isEqualTo(TAG);
      assertThat(server.requests()).hasSize(2);
    }
    assertThat(fixture.steps).isSorted();
  }

  @Test
  void goes_on_where_an_earlier_process_stopped() throws IOException {
    try (TestServer server = new TestServer(broken("ETag: " + TAG), ranges())) {
      breaksOffFor(server);
      fetches(server);
      assertThat(server.requests().get(1).header("Range")).isEqualTo("bytes=100000-");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void goes_on_after_silence() throws IOException {
    fixture.options = fixture.options.withRetries(CacheFixture.IMPATIENT);
    try (TestServer server =
        new TestServer(TestServer.stallAfter(fixture.content, 100_000, "ETag: " + TAG), ranges())) {
      fetches(server);
      assertThat(server.requests().get(1).header("Range")).isEqualTo("bytes=100000-");
    }
  }

  @Test
  void tells_versions_apart_by_date_where_there_is_no_strong_tag() throws IOException {
    for (String[] headers : List.of(new String[] {DATE}, new String[] {"ETag: W/\"v1\"", DATE})) {
      try (TestServer server = new TestServer(broken(headers), TestServer.whole(fixture.content))) {
        fetches(server);
        assertThat(server.requests().get(1).header("If-Range"))
            .isEqualTo("Wed, 21 Oct 2015 07:28:00 GMT");
      }
      Files.delete(fixture.target());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Nothing: here", "ETag: W/\"weak\""})
  void starts_again_where_nothing_tells_versions_apart(String header) throws IOException {
    try (TestServer server = new TestServer(broken(header), ranges())) {
      fetches(server);
      assertThat(server.requests().get(1).header("Range")).isEmpty();
    }
  }

  @Test
  void starts_again_where_the_server_knows_no_ranges() throws IOException {
    try (TestServer server =
        new TestServer(broken("ETag: " + TAG), TestServer.whole(fixture.content))) {
      fetches(server);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void starts_again_when_the_file_has_changed_meanwhile() throws IOException {
    byte[] old = CacheFixture.bytes(300_000, 1);
    try (TestServer server =
        new TestServer(
            TestServer.cut(old, 100_000, 300_000, "ETag: \"v0\""),
            broken("ETag: " + TAG),
            ranges())) {
      fetches(server);
      assertThat(server.requests().get(1).header("If-Range")).isEqualTo("\"v0\"");
      assertThat(server.requests().get(2).header("If-Range")).isEqualTo(TAG);
    }
  }

  @Test
  void starts_again_when_another_version_comes_though_the_old_was_asked_for() throws IOException {
    byte[] old = CacheFixture.bytes(300_000, 1);
    TestServer.Reply heedless =
        (request, out) -> {
          TestServer.head(
              out,
              "206 Partial Content",
              List.of(
                  "ETag: " + TAG,
                  "Content-Range: bytes 100000-299999/300000",
                  "Content-Length: 200000"));
          out.write(fixture.content, 100_000, 200_000);
        };
    try (TestServer server =
        new TestServer(TestServer.cut(old, 100_000, 300_000, "ETag: \"v0\""), heedless, ranges())) {
      fetches(server);
      assertThat(server.requests().get(2).header("Range")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 99999-299999/300000",
        "bytes 0-299999/300000",
        "bytes 100000-300000/300000",
        "bytes 100000-99999/300000",
        "bytes */300000",
        "lines 100000-299999/300000",
        "bytes 100000-299999/99999999999999999999",
        "bytes -/",
        "",
      })
  void takes_the_whole_when_the_range_is_not_the_one_asked_for(String range) throws IOException {
    TestServer.Reply lying =
        (request, out) -> {
          TestServer.head(
              out,
              "206 Partial Content",
              List.of("ETag: " + TAG, "Content-Range: " + range, "Content-Length: 200000"));
          out.write(fixture.content, 100_000, 200_000);
        };
    try (TestServer server = new TestServer(broken("ETag: " + TAG), lying, ranges())) {
      fetches(server);
      assertThat(server.requests().get(2).header("Range")).isEmpty();
    }
  }

  @Test
  void downloads_again_once_when_the_pieces_do_not_fit_together() throws IOException {
    TestServer.Reply wrong = TestServer.ranges(CacheFixture.bytes(300_000, 2), TAG);
    try (TestServer server = new TestServer(broken("ETag: " + TAG), wrong, ranges())) {
      fetches(server);
      assertThat(server.requests()).hasSize(3);
      assertThat(server.requests().get(2).header("Range")).isEmpty();
    }
    assertThat(fixture.notes)
        .contains("the resumed download of file.npz has another hash: starting again");
  }

  @Test
  void gives_up_when_even_the_whole_is_wrong() throws IOException {
    TestServer.Reply wrong = TestServer.ranges(CacheFixture.bytes(300_000, 2), TAG);
    try (TestServer server = new TestServer(broken("ETag: " + TAG), wrong)) {
      assertThatThrownBy(() -> fixture.get(server)).isInstanceOf(MalformedException.class);
      assertThat(server.requests()).hasSize(3);
    }
    assertThat(fixture.entries()).isEmpty();
  }

  @Test
  void takes_a_part_that_was_complete_without_asking_anybody() throws IOException {
    try (TestServer server = new TestServer(broken("ETag: " + TAG))) {
      breaksOffFor(server);
      Files.write(fixture.part(), fixture.content);
      fetches(server);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void starts_again_when_the_part_is_longer_than_the_file() throws IOException {
    try (TestServer server = new TestServer(broken("ETag: " + TAG), ranges())) {
      breaksOffFor(server);
      Files.write(fixture.part(), CacheFixture.bytes(400_000, 3));
      fetches(server);
      assertThat(server.requests()).hasSize(3);
      assertThat(server.requests().get(1).header("Range")).isEqualTo("bytes=400000-");
    }
  }

  @Test
  void mends_a_part_that_was_damaged_on_disk() throws IOException {
    try (TestServer server = new TestServer(broken("ETag: " + TAG), ranges())) {
      breaksOffFor(server);
      byte[] part = Files.readAllBytes(fixture.part());
      part[5] ^= 1;
      Files.write(fixture.part(), part);
      fetches(server);
    }
  }

  @Test
  void does_not_use_a_part_from_somewhere_else() throws IOException {
    try (TestServer first = new TestServer(broken("ETag: " + TAG));
        TestServer second = new TestServer(ranges())) {
      breaksOffFor(first);
      fetches(second);
      assertThat(second.requests().get(0).header("Range")).isEmpty();
    }
  }

  @Test
  void does_not_use_a_part_whose_note_is_not_ours() throws IOException {
    try (TestServer server = new TestServer(ranges())) {
      String url = server.url("/data/file.npz").toString();
      for (String note :
          List.of("", "x", url, url + "\n", url + "\n\u0001", url + "\na\nb", url + "\n\u00e9")) {
        fixture.keep(fixture.part(), Arrays.copyOf(fixture.content, 1000));
        Files.writeString(
            home.resolve("datasets/file.npz.part.from"), note, StandardCharsets.ISO_8859_1);
        fetches(server);
        Files.delete(fixture.target());
      }
      assertThat(server.requests()).allMatch(request -> request.header("Range").isEmpty());
    }
  }
}

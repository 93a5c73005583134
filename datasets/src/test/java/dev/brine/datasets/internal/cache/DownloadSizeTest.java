package dev.brine.datasets.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.datasets.cache.DownloadException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A download ends at the published size, or at a limit where none is published. */
@Timeout(60)
final class DownloadSizeTest {
  private static final long GIB = 1L << 30;

  @TempDir Path home;
  private CacheFixture fixture;
  private final AtomicLong sent = new AtomicLong();

  @BeforeEach
  void setUp() {
    fixture = new CacheFixture(home);
  }

  /** Sends zeros until the client goes away. */
  private TestServer.Reply endless(String status, String... headers) {
    return (request, out) -> {
      TestServer.head(out, status, List.of(headers));
      zeros(out);
    };
  }

  private void zeros(OutputStream out) throws IOException {
    byte[] block = new byte[1 << 16];
    while (true) {
      out.write(block);
      sent.addAndGet(block.length);
    }
  }

  private RemoteFile file(TestServer server, long size, String hash) {
    return new RemoteFile("file.npz", server.url("/data/file.npz"), hash, "datasets", size);
  }

  private String hash() {
    return CacheFixture.sha256(fixture.content);
  }

  @Test
  void an_endless_body_is_cut_off_at_the_published_size() throws IOException {
    try (TestServer server = new TestServer(endless("200 OK"))) {
      assertThatThrownBy(() -> fixture.cache().get(file(server, 300_000, hash())))
          .isInstanceOf(DownloadException.class)
          .hasMessage(
              server.url("/data/file.npz")
                  + ": the server has more than the 300000 bytes of the published file");
      assertThat(server.requests()).hasSize(1);
    }
    assertThat(fixture.steps).allMatch(step -> step <= 300_000);
    assertThat(sent.get()).isLessThan(64L << 20);
    assertThat(fixture.entries()).isEmpty();
  }

  @Test
  void an_endless_body_of_a_file_whose_size_is_not_known_is_cut_off_at_the_limit()
      throws IOException {
    try (TestServer server = new TestServer(endless("200 OK"))) {
      assertThatThrownBy(() -> fixture.cache(500_000).get(file(server, -1, hash())))
          .isInstanceOf(DownloadException.class)
          .hasMessageEndingWith("the server has more than 500000 bytes, the limit of a download");
    }
    assertThat(fixture.steps).allMatch(step -> step <= 500_000);
    assertThat(fixture.entries()).isEmpty();
  }

  @Test
  void a_file_that_is_announced_to_be_too_long_is_not_begun() throws IOException {
    String length = "Content-Length: " + (GIB + 1);
    try (TestServer server = new TestServer(endless("200 OK", length))) {
      assertThatThrownBy(() -> fixture.cache().get(file(server, -1, hash())))
          .isInstanceOf(DownloadException.class)
          .hasMessageEndingWith(
              "the server has more than 1073741824 bytes, the limit of a download");
      assertThatThrownBy(() -> fixture.cache().get(file(server, 300_000, hash())))
          .isInstanceOf(DownloadException.class)
          .hasMessageEndingWith("the server has more than the 300000 bytes of the published file");
    }
    assertThat(fixture.steps).isEmpty();
    assertThat(fixture.entries()).isEmpty();
  }

  @Test
  void the_rest_of_a_file_ends_where_the_server_said_that_the_file_ends() throws IOException {
    try (TestServer server =
        new TestServer(
            TestServer.cut(fixture.content, 100_000, 300_000, "ETag: \"v1\""),
            endless(
                "206 Partial Content",
                "ETag: \"v1\"",
                "Content-Range: bytes 100000-299999/300000"))) {
      assertThatThrownBy(() -> fixture.get(server))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("the server has more than the 300000 bytes that it announced");
    }
    assertThat(fixture.steps).allMatch(step -> step <= 300_000);
    assertThat(fixture.entries()).isEmpty();
  }

  @Test
  void a_file_of_exactly_the_published_size_is_taken() throws IOException {
    TestServer.Reply reply =
        (request, out) -> {
          TestServer.head(out, "200 OK", List.of());
          out.write(fixture.content);
        };
    try (TestServer server = new TestServer(reply)) {
      assertThat(fixture.cache().get(file(server, 300_000, hash())))
          .hasBinaryContent(fixture.content);
    }
  }

  @Test
  void an_endless_error_page_is_not_read() throws IOException {
    TestServer.Reply error =
        (request, out) -> {
          out.write("HTTP/1.1 404 Gone\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          zeros(out);
        };
    try (TestServer server = new TestServer(error)) {
      assertThatThrownBy(() -> fixture.get(server)).isInstanceOf(DownloadException.class);
    }
    assertThat(sent.get()).isLessThan(64L << 20);
  }

  @Test
  void a_local_file_that_is_too_long_is_not_copied(@TempDir Path mirror) throws IOException {
    Path large = mirror.resolve("file.npz");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(GIB + 1); // sparse
    }
    fixture.options = fixture.options.withOrigin(mirror.toString());
    try (TestServer unused = new TestServer(TestServer.status("404 Gone"))) {
      assertThatThrownBy(() -> fixture.cache().get(file(unused, -1, hash())))
          .isInstanceOf(DownloadException.class)
          .hasMessageStartingWith(large.toString());
    }
    assertThat(fixture.entries()).isEmpty();
  }
}

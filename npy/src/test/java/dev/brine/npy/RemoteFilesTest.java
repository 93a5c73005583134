package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.brine.testing.LocalServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on a web server, read through the API; base tests the protocol. */
class RemoteFilesTest {
  private static final byte[] NUMBERS =
      NpyFiles.npy("'<i2'", "(3,)", new byte[] {1, 0, 2, 0, 3, 0});

  @TempDir Path folder;

  private final AtomicLong sent = new AtomicLong();
  private LocalServer server;

  @BeforeEach
  void start() throws IOException {
    server = new LocalServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private URI uri() {
    return URI.create("http://" + server.host() + "/a.npz?secret=1");
  }

  /** The address as messages show it. */
  private String address() {
    return "http://" + server.host() + "/a.npz";
  }

  private static long[] range(HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int dash = range.indexOf('-');
    return new long[] {
      Long.parseLong(range.substring("bytes=".length(), dash)),
      Long.parseLong(range.substring(dash + 1))
    };
  }

  /** Serves ranges of a file. */
  private void serve(Path file) {
    server.serve(
        exchange -> {
          try (FileChannel in = FileChannel.open(file)) {
            long[] range = range(exchange);
            long last = Math.min(range[1], in.size() - 1);
            ByteBuffer bytes = ByteBuffer.allocate((int) (last - range[0] + 1));
            in.read(bytes, range[0]);
            answer(exchange, range[0] + "-" + last + "/" + in.size(), "\"v1\"", bytes.array());
          }
        });
  }

  private void answer(HttpExchange exchange, String range, String tag, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Range", "bytes " + range);
    exchange.getResponseHeaders().set("ETag", tag);
    exchange.sendResponseHeaders(206, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
    sent.addAndGet(body.length);
  }

  @Test
  void a_remote_file_is_loaded() throws IOException {
    serve(NpyFiles.write(folder.resolve("a.npy"), NUMBERS));
    assertThat(Npy.load(uri()).toIntArray()).containsExactly(1, 2, 3);
  }

  @Test
  void a_long_remote_member_takes_few_requests_and_is_right() throws IOException {
    byte[] data = new byte[3_000_000];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) ((i * 31) >> 7);
    }
    byte[] large = NpyFiles.npy("'|i1'", "(3000000,)", data);
    serve(NpyFiles.write(folder.resolve("a.npz"), NpyFiles.stored("x.npy", large)));
    try (NpzFile npz = NpzFile.open(uri())) {
      assertThat(npz.get("x").toByteArray()).isEqualTo(data);
    }
    assertThat(sent.get()).isLessThan(3_500_000);
  }

  @Test
  void a_small_member_of_a_huge_archive_takes_less_than_a_mebibyte() throws IOException {
    Path file = folder.resolve("a.npz");
    LargeFiles.stored(file);
    serve(file);
    try (NpzFile npz = NpzFile.open(uri())) {
      assertThat(npz.files()).containsExactly("a");
      try (RowReader rows = npz.rows("a")) {
        long beyond = (4L << 20) + 5;
        assertThat(rows.read(beyond, beyond + 1).getDouble(0, 0)).isEqualTo((double) beyond);
      }
    }
    assertThat(sent.get()).isLessThan(1 << 20);
  }

  @Test
  void a_password_is_sent_to_its_own_server_only_and_shown_nowhere() throws IOException {
    Path file = NpyFiles.write(folder.resolve("a.npy"), NUMBERS);
    List<String> sentTo = new CopyOnWriteArrayList<>();
    LocalServer other = new LocalServer();
    other.serve(
        exchange -> {
          sentTo.add("other " + exchange.getRequestHeaders().getFirst("Authorization"));
          answer(
              exchange,
              "0-" + (Files.size(file) - 1) + "/" + Files.size(file),
              "\"v\"",
              Files.readAllBytes(file));
        });
    server.serve(
        exchange -> {
          sentTo.add("server " + exchange.getRequestHeaders().getFirst("Authorization"));
          boolean first = exchange.getRequestURI().getPath().equals("/a.npz");
          String target = "http://" + other.host() + "/c?secret";
          exchange.getResponseHeaders().set("Location", first ? "/b" : target);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    URI secret = URI.create(uri().toString().replace("http://", "http://user:secret%40@"));
    try {
      assertThat(Npy.load(secret).toIntArray()).containsExactly(1, 2, 3);
      assertThat(sentTo)
          .containsExactly(
              "server Basic dXNlcjpzZWNyZXRA", "server Basic dXNlcjpzZWNyZXRA", "other null");
      other.serveNothing();
      assertThatThrownBy(() -> Npy.load(secret))
          .hasMessage(address() + ": the server answers 404")
          .hasNoCause();
    } finally {
      other.close();
    }
    for (String bad :
        new String[] {
          "//u:secret@host/x",
          "mailto:secret@host",
          "ftp://u:secret@host/?secret",
          "https://u:secret@a@host/"
        }) {
      URI address = URI.create(bad);
      assertThatThrownBy(() -> Npy.load(address))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .doesNotContain("secret");
    }
  }

  @Test
  void only_web_addresses_are_opened() {
    assertThatThrownBy(() -> NpzFile.open(URI.create("file:///etc/hosts")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http or https");
  }
}

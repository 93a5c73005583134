package dev.brine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.brine.error.MalformedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.testing.LocalServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on a web server that is in this process, honest or not. */
class HttpSourceTest {
  private static final int FIRST = 64 * 1024;
  private static final byte[] FILE = new byte[3_000_000];

  static {
    new Random(1).nextBytes(FILE);
  }

  /** The Range header of each request. */
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private LocalServer server;

  @BeforeEach
  void start() throws IOException {
    server = new LocalServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void serve(HttpHandler handler) {
    server.serve(
        exchange -> {
          try (exchange) {
            requests.add(exchange.getRequestHeaders().getFirst("Range"));
            handler.handle(exchange);
          }
        });
  }

  private String host() {
    return server.host();
  }

  /** The address as messages show it. */
  private String shown() {
    return "http://" + host() + "/a.npz";
  }

  private HttpSource open() throws IOException {
    return HttpSource.open(
        URI.create("http://user:secret@" + host() + "/a.npz?token=secret#secret"));
  }

  private static int[] range(HttpExchange exchange) {
    String[] ends =
        exchange.getRequestHeaders().getFirst("Range").substring("bytes=".length()).split("-", 2);
    int last = (int) Math.min(Long.parseLong(ends[1]), FILE.length - 1);
    return new int[] {Integer.parseInt(ends[0]), last};
  }

  private static void answer(HttpExchange exchange, String range, byte[] body) throws IOException {
    if (!range.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Range", range);
    }
    exchange.sendResponseHeaders(206, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Answers as an honest server does. */
  private static void honest(HttpExchange exchange) throws IOException {
    int[] range = range(exchange);
    String header = "bytes " + range[0] + "-" + range[1] + "/" + FILE.length;
    answer(exchange, header, Arrays.copyOfRange(FILE, range[0], range[1] + 1));
  }

  private static void status(HttpExchange exchange, int status, String location)
      throws IOException {
    if (!location.isEmpty()) {
      exchange.getResponseHeaders().set("Location", location);
    }
    exchange.sendResponseHeaders(status, -1);
  }

  /** The failure of a read, which must show no secret, nor may any of its causes. */
  private Throwable failure() {
    try (HttpSource source = open()) {
      source.readFully(1_000_000, new byte[10], 0, 10);
    } catch (IOException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain("secret");
      assertThat(e).hasMessageStartingWith(shown());
      return e;
    }
    throw new AssertionError("nothing was thrown");
  }

  @Test
  void any_part_of_a_file_is_read() throws IOException {
    serve(HttpSourceTest::honest);
    Random random = new Random(2);
    try (HttpSource source = open()) {
      assertThat(source.size()).isEqualTo(FILE.length);
      assertThat(source.location()).hasToString(shown());
      for (int i = 0; i < 50; i++) {
        int from = random.nextInt(FILE.length);
        byte[] bytes = new byte[random.nextInt(Math.min(200_000, FILE.length - from))];
        source.readFully(from, bytes, 0, bytes.length);
        assertThat(bytes).isEqualTo(Arrays.copyOfRange(FILE, from, from + bytes.length));
      }
    }
  }

  @Test
  void reading_on_fetches_more_each_time() throws IOException {
    serve(HttpSourceTest::honest);
    try (HttpSource source = open();
        InputStream in = source.stream(0, FILE.length)) {
      for (int at = 0; at < FILE.length; at += 1000) {
        assertThat(in.readNBytes(1000)).isEqualTo(Arrays.copyOfRange(FILE, at, at + 1000));
      }
    }
    assertThat(requests)
        .containsExactly(
            "bytes=0-65535",
            "bytes=65536-196607",
            "bytes=196608-458751",
            "bytes=458752-983039",
            "bytes=983040-2031615",
            "bytes=2031616-2999999");
  }

  @Test
  void several_threads_read_different_parts() throws Exception {
    serve(HttpSourceTest::honest);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try (HttpSource source = open()) {
      List<Future<byte[]>> parts = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        int from = i * 500_000;
        parts.add(
            threads.submit(
                () -> {
                  byte[] bytes = new byte[500_000];
                  for (int at = 0; at < bytes.length; at += 50_000) {
                    source.readFully(from + at, bytes, at, 50_000);
                  }
                  return bytes;
                }));
      }
      for (int i = 0; i < 6; i++) {
        assertThat(parts.get(i).get())
            .isEqualTo(Arrays.copyOfRange(FILE, i * 500_000, (i + 1) * 500_000));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_read_keeps_to_the_contract_of_sources() throws IOException {
    serve(HttpSourceTest::honest);
    try (HttpSource source = open()) {
      byte[] ten = new byte[10];
      assertThat(source.read(FILE.length - 1, ten, 9, 1)).isEqualTo(1);
      assertThat(ten[9]).isEqualTo(FILE[FILE.length - 1]);
      assertThat(source.read(FILE.length, ten, 0, 10)).isEqualTo(-1);
      assertThat(source.read(Long.MAX_VALUE, ten, 0, 10)).isEqualTo(-1);
      assertThat(source.read(FILE.length, ten, 0, 0)).isZero();
      assertThatThrownBy(() -> source.read(-1, ten, 0, 10))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> source.read(0, ten, 5, 6))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> source.readFully(FILE.length - 5, ten, 0, 10))
          .isInstanceOf(TruncatedException.class)
          .hasMessageStartingWith(shown() + "@" + FILE.length);
    }
  }

  @Test
  void a_closed_source_keeps_nothing_in_memory() throws IOException {
    serve(HttpSourceTest::honest);
    HttpSource source = open();
    source.close();
    source.readFully(0, new byte[1], 0, 1);
    assertThat(requests).containsExactly("bytes=0-65535", "bytes=0-65535");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 416})
  void a_server_without_ranges_is_refused(int status) {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(status, FILE.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(FILE);
          }
        });
    assertThat(failure())
        .isInstanceOf(UnsupportedException.class)
        .hasMessage(
            shown() + ": the server does not serve parts of this file; download it instead");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bytes */3000000", "bytes 0-65535/*", "items 0-65535/3000000", "bytes 9-0/10"})
  void a_part_without_a_content_range_and_a_size_is_refused(String header) {
    serve(exchange -> answer(exchange, header, new byte[FIRST]));
    assertThat(failure())
        .isInstanceOf(UnsupportedException.class)
        .hasMessageContaining("does not serve parts");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes 1-65536/3000000, 65536",
    "bytes 0-65534/3000000, 65535",
    "bytes 0-65535/3000000, 65535",
    "bytes 0-9/3000000, 65536",
    "bytes 0-65535/3000000, 0",
  })
  void other_bytes_than_were_asked_for_are_refused(String header, int length) {
    serve(exchange -> answer(exchange, header, new byte[length]));
    assertThat(failure())
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(
            "@0: the server sent "
                + length
                + " bytes from "
                + header.charAt("bytes ".length())
                + " on, not the 65536 from 0 on that were requested");
  }

  @ParameterizedTest
  @ValueSource(ints = {304, 401, 403, 404, 500, 503})
  void another_status_is_told_and_not_tried_again(int status) {
    serve(exchange -> status(exchange, status, ""));
    assertThat(failure())
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(shown() + ": the server answers " + status);
    assertThat(requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirects_are_followed_for_each_part(int status) throws IOException {
    serve(
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/b")) {
            honest(exchange);
          } else {
            status(exchange, status, "b");
          }
        });
    try (HttpSource source = open()) {
      byte[] bytes = new byte[10];
      source.readFully(1_000_000, bytes, 0, 10);
      assertThat(bytes).isEqualTo(Arrays.copyOfRange(FILE, 1_000_000, 1_000_010));
      assertThat(source.location()).hasToString(shown());
    }
    assertThat(requests).hasSize(4);
  }

  @Test
  void redirects_without_an_end_are_given_up() {
    serve(exchange -> status(exchange, 302, "/again?secret"));
    assertThat(failure()).hasMessage(shown() + ": the server answers 302");
    assertThat(requests).hasSize(1 + WebAddress.MAX_REDIRECTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ETag", "Last-Modified"})
  void a_file_that_is_replaced_meanwhile_is_refused(String header) {
    serve(
        exchange -> {
          exchange.getResponseHeaders().set(header, "\"" + requests.size() + "\"");
          honest(exchange);
        });
    assertThat(failure())
        .isInstanceOf(MalformedException.class)
        .hasMessage(shown() + "@1000000: the file changed on the server while it was being read");
  }

  @Test
  void a_file_that_grows_meanwhile_is_refused() {
    serve(
        exchange -> {
          int[] range = range(exchange);
          String header =
              "bytes " + range[0] + "-" + range[1] + "/" + (FILE.length + requests.size());
          answer(exchange, header, new byte[range[1] - range[0] + 1]);
        });
    assertThat(failure())
        .hasMessageEndingWith("the file changed on the server while it was being read");
  }

  @Test
  void a_body_that_is_larger_than_asked_for_is_not_taken_into_memory() {
    serve(exchange -> answer(exchange, "bytes 0-65535/3000000", FILE));
    assertThat(failure())
        .isInstanceOf(MalformedException.class)
        .hasMessage(shown() + "@0: the server sent more than the 65536 bytes that were requested");
    assertThat(requests).hasSize(1);
  }

  @Test
  void an_empty_file_has_the_size_0() throws IOException {
    serve(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes */0");
          exchange.sendResponseHeaders(416, -1);
        });
    try (HttpSource source = open()) {
      assertThat(source.size()).isZero();
      assertThat(source.read(0, new byte[1], 0, 1)).isEqualTo(-1);
    }
  }

  @Test
  void a_body_that_breaks_off_is_asked_for_again() throws IOException {
    serve(
        exchange -> {
          if (requests.size() < 3) {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-65535/3000000");
            exchange.sendResponseHeaders(206, FIRST);
            exchange.getResponseBody().write(new byte[10]);
          } else {
            honest(exchange);
          }
        });
    try (HttpSource source = open()) {
      byte[] bytes = new byte[FIRST];
      source.readFully(0, bytes, 0, FIRST);
      assertThat(bytes).isEqualTo(Arrays.copyOf(FILE, FIRST));
    }
    assertThat(requests).hasSize(3);
  }

  @Test
  void a_body_that_always_breaks_off_is_given_up() {
    serve(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 0-65535/3000000");
          exchange.sendResponseHeaders(206, FIRST);
          exchange.getResponseBody().write(new byte[10]);
        });
    Throwable failure = failure();
    assertThat(failure).hasMessage(shown() + ": 127.0.0.1 did not answer");
    assertThat(failure)
        .cause()
        .isInstanceOfSatisfying(
            IOException.class, last -> assertThat(last.getSuppressed()).hasSize(1));
    assertThat(requests).hasSize(3);
  }

  @Test
  void a_server_that_is_not_there_is_named_without_the_password() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    URI uri = URI.create("http://user:secret@127.0.0.1:" + port + "/a?secret");
    assertThatThrownBy(() -> HttpSource.open(uri))
        .isInstanceOf(IOException.class)
        .hasMessage("http://127.0.0.1:" + port + "/a: 127.0.0.1 did not answer")
        .satisfies(
            e -> {
              StringWriter trace = new StringWriter();
              e.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain("secret");
            });
  }

  @Test
  void a_thread_that_is_interrupted_does_not_ask_again() {
    serve(HttpSourceTest::honest);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(this::open)
          .isInstanceOf(InterruptedIOException.class)
          .hasMessage(shown() + ": interrupted");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}

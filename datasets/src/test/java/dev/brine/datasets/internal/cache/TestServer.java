package dev.brine.datasets.internal.cache;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A web server on raw sockets that answers as it is told, well or badly. One request each. */
final class TestServer implements Closeable {

  record Request(String line, Map<String, String> headers) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** Where a range starts, or 0. */
    int from() {
      String range = header("Range");
      return range.isEmpty()
          ? 0
          : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }
  }

  @FunctionalInterface
  interface Reply {
    void answer(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  /** Keeps the connection open and sends nothing until the test's process ends. */
  static final Reply SILENCE = (request, out) -> new CountDownLatch(1).await();

  private final ServerSocket socket;
  private final List<Reply> replies;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** Gives the replies in turn and then the last one for ever. */
  TestServer(Reply... replies) throws IOException {
    this.replies = List.of(replies);
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "test-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
  }

  List<Request> requests() {
    return requests;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        open.add(client);
        start(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      String line = in.readLine();
      if (line == null) {
        return;
      }
      Map<String, String> headers = new TreeMap<>();
      for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
        int colon = header.indexOf(':');
        headers.put(
            header.substring(0, colon).toLowerCase(Locale.ROOT),
            header.substring(colon + 1).strip());
      }
      Request request = new Request(line, headers);
      Reply reply;
      synchronized (requests) {
        reply = replies.get(Math.min(requests.size(), replies.size() - 1));
        requests.add(request);
      }
      reply.answer(request, client.getOutputStream());
      client.getOutputStream().flush();
    } catch (IOException | InterruptedException e) {
      // the client went away, as it may
    }
  }

  /** Sends {@code count} of the bytes, promising them all, and is then silent. */
  static Reply stallAfter(byte[] content, int count, String... headers) {
    return (request, out) -> {
      cut(content, count, content.length, headers).answer(request, out);
      out.flush();
      SILENCE.answer(request, out);
    };
  }

  /** The whole content, whatever was asked for. */
  static Reply whole(byte[] content, String... headers) {
    return (request, out) -> {
      head(out, "200 OK", withLength(content.length, headers));
      out.write(content);
    };
  }

  /** The first {@code count} bytes under a header that promises {@code promised}. */
  static Reply cut(byte[] content, int count, int promised, String... headers) {
    return (request, out) -> {
      head(out, "200 OK", withLength(promised, headers));
      out.write(content, 0, count);
    };
  }

  /** What a server does that knows ranges: the rest if the version is the same, else all. */
  static Reply ranges(byte[] content, String tag) {
    return (request, out) -> {
      int from = request.from();
      if (from == 0 || !request.header("If-Range").equals(tag)) {
        whole(content, "ETag: " + tag).answer(request, out);
      } else if (from >= content.length) {
        status("416 Range Not Satisfiable").answer(request, out);
      } else {
        head(
            out,
            "206 Partial Content",
            withLength(
                content.length - from,
                "ETag: " + tag,
                "Content-Range: bytes "
                    + from
                    + "-"
                    + (content.length - 1)
                    + "/"
                    + content.length));
        out.write(content, from, content.length - from);
      }
    };
  }

  static Reply status(String status, String... headers) {
    return (request, out) -> head(out, status, withLength(0, headers));
  }

  private static List<String> withLength(int length, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Length: " + length);
    return all;
  }

  static void head(OutputStream out, String status, List<String> headers) throws IOException {
    StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    text.append("Connection: close\r\n\r\n");
    out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : open) {
      client.close();
    }
  }
}

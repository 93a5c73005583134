package dev.brine.testing;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server in this process, with a free port, which answers 404 until it serves something. */
public final class LocalServer implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** Starts a server. */
  public LocalServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  /** The host and port for an address. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Has this handler answer all requests. */
  public void serve(HttpHandler handler) {
    server.createContext("/", handler);
  }

  /** Removes the handler, so that all requests are answered with 404. */
  public void serveNothing() {
    server.removeContext("/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

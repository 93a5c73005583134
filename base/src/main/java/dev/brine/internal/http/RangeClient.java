package dev.brine.internal.http;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Requests ranges of one file from a web server, and verifies that the file does not change between
 * requests.
 */
final class RangeClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
  private static final long ANSWER_SECONDS = 60;

  /** A broken connection is retried, because requesting the same bytes twice is harmless. */
  private static final int ATTEMPTS = 3;

  private static final int PARTIAL = 206;
  private static final int OK = 200;
  private static final int NOT_SATISFIABLE = 416;

  /** The Content-Range with which a server answers that a file has no bytes to serve. */
  private static final String EMPTY_FILE = "bytes */0";

  private final HttpClient client;
  private final WebAddress address;
  private final Location location;

  RangeClient(WebAddress address, Location location) {
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(Redirect.NEVER)
            .build();
    this.address = address;
    this.location = location;
  }

  /** A part of a file, and the server's identifier of the file's version. */
  static final class Part {
    private final byte[] bytes;
    private final long total;
    private final String version;

    Part(byte[] bytes, long total, String version) {
      this.bytes = bytes;
      this.total = total;
      this.version = version;
    }

    byte[] bytes() {
      return bytes;
    }

    /** Returns the length of the whole file. */
    long total() {
      return total;
    }

    String version() {
      return version;
    }
  }

  /**
   * Fetches {@code length} bytes from {@code position} on, fewer where the file ends before.
   *
   * @throws UnsupportedException if the server does not serve ranges
   */
  Part fetch(long position, int length) throws IOException {
    IOException failure = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      HttpResponse<byte[]> response;
      try {
        response = send(position, length);
      } catch (InterruptedIOException | MalformedException e) {
        throw e;
      } catch (IOException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
        continue;
      }
      return part(response, position, length);
    }
    throw new IOException(location + ": " + address.host() + " did not answer", failure);
  }

  private HttpResponse<byte[]> send(long position, int length) throws IOException {
    HttpResponse<byte[]> response = send(address, position, length);
    WebAddress next = address.redirect(response);
    for (int i = 0; next != null && i < WebAddress.MAX_REDIRECTS; i++) {
      response = send(next, position, length);
      next = next.redirect(response);
    }
    return response;
  }

  private HttpResponse<byte[]> send(WebAddress target, long position, int length)
      throws IOException {
    HttpRequest request =
        target
            .request()
            .header("Range", "bytes=" + position + "-" + (position + length - 1))
            // a range of compressed bytes would be useless
            .header("Accept-Encoding", "identity")
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request, info -> new LimitedBody(info.statusCode() == PARTIAL ? length : 0));
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(location + ": interrupted");
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no answer within " + ANSWER_SECONDS + " s", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TooLongException) {
        throw new MalformedException(
            Kind.MISMATCH,
            location.at(position),
            "the server sent more than the " + length + " bytes that were requested");
      }
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    }
  }

  private Part part(HttpResponse<byte[]> response, long position, int length) throws IOException {
    String header = response.headers().firstValue("Content-Range").orElse("");
    if (response.statusCode() == NOT_SATISFIABLE && header.equals(EMPTY_FILE)) {
      return new Part(new byte[0], 0, version(response));
    }
    ContentRange range = ContentRange.parse(header);
    if (response.statusCode() != PARTIAL || range == null || range.total() < 0) {
      throw refusal(response.statusCode());
    }
    long expected = Math.min(length, range.total() - position);
    if (range.first() != position
        || response.body().length != expected
        || range.last() - range.first() + 1 != expected) {
      throw new MalformedException(
          Kind.MISMATCH,
          location.at(position),
          "the server sent "
              + response.body().length
              + " bytes from "
              + range.first()
              + " on, not the "
              + expected
              + " from "
              + position
              + " on that were requested");
    }
    return new Part(response.body(), range.total(), version(response));
  }

  private static String version(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("ETag")
        .or(() -> response.headers().firstValue("Last-Modified"))
        .orElse("");
  }

  private IOException refusal(int status) {
    return switch (status) {
      case OK, PARTIAL, NOT_SATISFIABLE ->
          new UnsupportedException(
              location, "the server does not serve parts of this file; download it instead");
      default -> new IOException(location + ": the server answers " + status);
    };
  }

  /** A body has more bytes than were requested. */
  private static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Reads a body into memory, but no more bytes than were requested. */
  static final class LimitedBody implements BodySubscriber<byte[]> {
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    LimitedBody(int most) {
      this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return result;
    }

    @Override
    public void onSubscribe(Subscription started) {
      subscription = started;
      if (most == 0) {
        started.cancel();
        result.complete(new byte[0]);
      } else {
        started.request(Long.MAX_VALUE);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        if (buffer.remaining() > most - bytes.size()) {
          if (subscription != null) {
            subscription.cancel();
          }
          result.completeExceptionally(new TooLongException());
          return;
        }
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.writeBytes(part);
      }
    }

    @Override
    public void onError(Throwable failure) {
      result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      result.complete(bytes.toByteArray());
    }
  }
}

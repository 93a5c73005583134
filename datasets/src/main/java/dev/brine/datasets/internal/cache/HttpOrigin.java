package dev.brine.datasets.internal.cache;

import dev.brine.datasets.cache.CacheOptions.Retries;
import dev.brine.datasets.internal.cache.Origin.OriginException;
import dev.brine.internal.http.ContentRange;
import dev.brine.internal.http.WebAddress;
import dev.brine.internal.text.Printable;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * A file on a web server. Follows redirects, except from https to http. Resumes downloads with
 * {@code Range} and {@code If-Range} (RFC 9110, sections 13.1.5 and 14.2). Java's proxy properties,
 * such as {@code https.proxyHost}, apply.
 */
final class HttpOrigin implements Origin {
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final WebAddress address;
  private final Retries retries;
  private @Nullable HttpClient client;

  HttpOrigin(WebAddress address, Retries retries) {
    this.address = address;
    this.retries = retries;
  }

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public String sender() {
    return "the server";
  }

  @Override
  public Body open(long from, @Nullable String validator) throws IOException {
    String version = from > 0 ? validator : null;
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(address, from, version);
    WebAddress next = address.redirect(response);
    for (int i = 0; next != null && i < WebAddress.MAX_REDIRECTS; i++) {
      feed(response).close();
      response = send(next, from, version);
      next = next.redirect(response);
    }
    ByteFeed feed = feed(response);
    HttpHeaders headers = response.headers();
    int status = response.statusCode();
    if (status == OK) {
      long total = headers.firstValueAsLong("Content-Length").orElse(-1);
      return new HttpBody(0, total, validatorOf(headers), feed);
    }
    if (version != null && status == PARTIAL_CONTENT) {
      ContentRange range = ContentRange.parse(headers.firstValue("Content-Range").orElse(""));
      if (range != null && range.first() == from && isSame(version, headers)) {
        return new HttpBody(from, range.total(), version, feed);
      }
    }
    feed.close();
    if (version != null && (status == PARTIAL_CONTENT || status == RANGE_NOT_SATISFIABLE)) {
      return open(0, null); // the server did not send the requested range
    }
    throw refused(response);
  }

  private ByteFeed feed(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
    ByteFeed feed = new ByteFeed(retries.stallTimeout());
    response.body().subscribe(feed);
    return feed;
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(
      WebAddress target, long from, @Nullable String version) throws IOException {
    HttpRequest.Builder request =
        target
            .request()
            .timeout(retries.stallTimeout())
            .header("User-Agent", "brine")
            .header("Accept-Encoding", "identity");
    if (version != null) {
      request.header("Range", "bytes=" + from + "-").header("If-Range", version);
    }
    HttpClient sender = client;
    if (sender == null) {
      sender =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(retries.connectTimeout())
              .build();
      client = sender;
    }
    try {
      return sender.send(request.build(), HttpResponse.BodyHandlers.ofPublisher());
    } catch (InterruptedException e) {
      throw Failures.interrupted(e);
    } catch (IOException e) {
      throw permanentIfKnown(e, target);
    }
  }

  /**
   * Returns a permanent failure for an unknown host or an untrusted certificate, else {@code e}.
   */
  private static IOException permanentIfKnown(IOException e, WebAddress target) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return OriginException.permanent("the host " + target.host() + " is not found", e);
      }
      if (cause instanceof SSLHandshakeException) {
        return OriginException.permanent(Failures.reason(cause), e);
      }
    }
    return e;
  }

  private static OriginException refused(HttpResponse<?> response) {
    int status = response.statusCode();
    HttpHeaders headers = response.headers();
    String reason = "the server answered with status " + status;
    if (status >= 300 && status < 400) {
      String target =
          WebAddress.withoutQuery(
              Printable.escape(headers.firstValue("Location").orElse("nowhere")));
      reason += ", a redirect to " + target + " that is not followed";
    }
    long seconds = parse(headers.firstValue("Retry-After").orElse(""));
    return OriginException.status(status, seconds < 0 ? null : Duration.ofSeconds(seconds), reason);
  }

  /** Returns a strong entity tag, or else Last-Modified; weak tags are not allowed with ranges. */
  private static @Nullable String validatorOf(HttpHeaders headers) {
    String tag = headers.firstValue("ETag").orElse("");
    return tag.startsWith("\"") ? tag : headers.firstValue("Last-Modified").orElse(null);
  }

  /** Returns whether the response is of the same version, even if {@code If-Range} was ignored. */
  private static boolean isSame(String validator, HttpHeaders headers) {
    String now = validatorOf(headers);
    return now == null || now.equals(validator);
  }

  /** Returns a number of up to nine digits, or -1 for anything else. */
  private static long parse(String digits) {
    String text = digits.trim();
    return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1;
  }

  private record HttpBody(long from, long total, @Nullable String validator, ByteFeed feed)
      implements Body {
    @Override
    public @Nullable ByteBuffer next() throws IOException {
      return feed.next();
    }

    @Override
    public void close() {
      feed.close();
    }
  }

  /**
   * The body of a response, with a timeout for each read, which the streams of Java's client do not
   * have. It holds at most a few buffers.
   */
  static final class ByteFeed implements Flow.Subscriber<List<ByteBuffer>>, Closeable {
    private static final int AHEAD = 2;

    /** An event: buffers, a failure, or neither at the end of the body. */
    private record Signal(@Nullable List<ByteBuffer> buffers, @Nullable Throwable failure) {}

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Duration patience;
    private volatile Flow.@Nullable Subscription subscription;

    private List<ByteBuffer> current = List.of();
    private int taken;

    /** Creates a feed that waits for at most {@code patience}. */
    ByteFeed(Duration patience) {
      this.patience = patience;
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
      subscription = made;
      made.request(AHEAD);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      signals.add(new Signal(buffers, null));
    }

    @Override
    public void onError(Throwable failure) {
      signals.add(new Signal(null, failure));
    }

    @Override
    public void onComplete() {
      signals.add(new Signal(null, null));
    }

    /**
     * Returns the next bytes, or null after the last. After null or a failure, it must not be
     * called again.
     */
    @Nullable ByteBuffer next() throws IOException {
      while (taken == current.size()) {
        Signal signal = await();
        if (signal.failure() != null) {
          String message = signal.failure().getMessage();
          throw new IOException(
              message == null ? "the connection broke" : message, signal.failure());
        }
        if (signal.buffers() == null) {
          return null;
        }
        current = signal.buffers();
        taken = 0;
        Flow.Subscription source = subscription;
        if (source != null) {
          source.request(1);
        }
      }
      return current.get(taken++);
    }

    private Signal await() throws IOException {
      try {
        Signal signal = signals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (signal == null) {
          throw OriginException.transientFailure("no byte arrived for " + Failures.time(patience));
        }
        return signal;
      } catch (InterruptedException e) {
        throw Failures.interrupted(e);
      }
    }

    @Override
    public void close() {
      Flow.Subscription source = subscription;
      if (source != null) {
        source.cancel();
      }
    }
  }
}

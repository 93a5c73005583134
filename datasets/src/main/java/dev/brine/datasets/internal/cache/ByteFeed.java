package dev.brine.datasets.internal.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, waited for no longer than a given time: the client's own streams have no
 * timeout once the headers are there. At most a few buffers are held.
 */
final class ByteFeed implements Flow.Subscriber<List<ByteBuffer>>, Closeable {
  private static final int AHEAD = 2;

  /** Buffers, or a failure, or neither at the end. */
  private record Signal(@Nullable List<ByteBuffer> buffers, @Nullable Throwable failure) {}

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Duration patience;
  private volatile Flow.@Nullable Subscription subscription;

  private List<ByteBuffer> current = List.of();
  private int taken;

  /** Waits for {@code patience} at most. */
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

  /** The next bytes, or null after the last. Not to be asked again after null or a failure. */
  @Nullable ByteBuffer next() throws IOException {
    while (taken == current.size()) {
      Signal signal = await();
      if (signal.failure() != null) {
        String message = signal.failure().getMessage();
        throw new IOException(message == null ? "the connection broke" : message, signal.failure());
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
        throw OriginException.passing("no byte arrived for " + Words.time(patience));
      }
      return signal;
    } catch (InterruptedException e) {
      throw Interrupted.by(e);
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

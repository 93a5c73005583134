package dev.brine.datasets.internal.cache;

import java.io.IOException;
import java.io.InterruptedIOException;

/** An interrupt that ends work which may only fail with an {@link IOException}. */
final class Interrupted {
  private Interrupted() {}

  /** The failure to throw; the thread stays interrupted. */
  static InterruptedIOException by(InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException failure = new InterruptedIOException("interrupted");
    failure.initCause(e);
    return failure;
  }
}

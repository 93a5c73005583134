package dev.brine.datasets.internal.cache;

import dev.brine.internal.text.Printable;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.time.Duration;

/** Messages and exceptions for failures of the cache. */
final class Failures {
  private Failures() {}

  /** Returns a text such as {@code 30 seconds} or {@code 0.25 seconds}. */
  static String time(Duration time) {
    BigDecimal seconds = BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros();
    return seconds.toPlainString()
        + (seconds.compareTo(BigDecimal.ONE) == 0 ? " second" : " seconds");
  }

  /** Returns the type and message of an exception, escaped because servers can choose the text. */
  static String reason(Throwable failure) {
    String message = failure.getMessage();
    if (failure instanceof ConnectException && (message == null || message.isBlank())) {
      return "no connection";
    }
    String type = failure.getClass().getSimpleName();
    return message == null || message.isBlank() ? type : type + ": " + Printable.escape(message);
  }

  /** Returns the exception to throw after an interrupt; the thread stays interrupted. */
  static InterruptedIOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException failure = new InterruptedIOException("interrupted");
    failure.initCause(e);
    return failure;
  }
}

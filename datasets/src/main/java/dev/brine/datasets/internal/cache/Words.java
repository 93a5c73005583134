package dev.brine.datasets.internal.cache;

import dev.brine.internal.text.Printable;
import java.time.Duration;

/** How messages put things. */
final class Words {
  private Words() {}

  /** As in {@code 30 seconds} or {@code 0.25 seconds}. */
  static String time(Duration time) {
    long millis = time.toMillis();
    String fraction = Long.toString(1000 + millis % 1000).substring(1);
    int end = 3;
    while (end > 0 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    String seconds = millis / 1000 + (end == 0 ? "" : "." + fraction.substring(0, end));
    return seconds + (millis == 1000 ? " second" : " seconds");
  }

  /** What an exception is and says; servers have a say in it, so it is made safe to show. */
  static String reason(Throwable failure) {
    String message = failure.getMessage();
    String type = failure.getClass().getSimpleName();
    return message == null || message.isBlank() ? type : type + ": " + Printable.escape(message);
  }
}

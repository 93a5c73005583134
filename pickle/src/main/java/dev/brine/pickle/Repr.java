package dev.brine.pickle;

import dev.brine.error.Location;
import dev.brine.pickle.internal.text.ReprWriter;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PrintOptions;
import java.io.IOException;

/**
 * Values as Python's {@code repr} shows them, for people to read: on one line where they fit, else
 * one item a line. A container inside itself is shown as {@code [...]}, and no control character of
 * a text reaches the terminal.
 */
public final class Repr {
  private Repr() {}

  /** What {@link #text} may have at most, so that it fits wherever the value did. */
  private static final int MOST_NODES = 100_000;

  /**
   * The value as text, with the default options.
   *
   * @throws dev.brine.error.LimitException if it has more than 100,000 values, counting shared ones
   *     again; {@link #write} has another limit
   */
  public static String text(PickleValue value) throws IOException {
    StringBuilder text = new StringBuilder();
    PickleLimits limits = PickleLimits.DEFAULT.withWalkNodes(MOST_NODES);
    write(value, text, Location.MEMORY, PrintOptions.DEFAULT, limits);
    return text.toString();
  }

  /**
   * Writes the value, without a line feed at the end.
   *
   * @param location what failures name
   * @throws dev.brine.error.LimitException if it has too many values, counting shared ones again
   */
  public static void write(
      PickleValue value,
      Appendable target,
      Location location,
      PrintOptions options,
      PickleLimits limits)
      throws IOException {
    new ReprWriter(target, location, options, limits.walkNodes()).write(value);
  }
}

package dev.brine.cli.print;

import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Python values on one line, as Python shows them. */
final class ValueText {
  private ValueText() {}

  /**
   * The text of a value; what would be endless is shown by its type.
   *
   * @param most characters that are of interest
   */
  static String of(PickleValue value, int most) {
    StringBuilder text = new StringBuilder();
    int shown = Math.max(1, most);
    try {
      PickleText.Options options = new PickleText.Options(Integer.MAX_VALUE, shown, shown);
      PickleText.writeRepr(value, text, Location.MEMORY, options, PickleLimits.DEFAULT);
      return text.toString();
    } catch (LimitException e) {
      return value.described();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

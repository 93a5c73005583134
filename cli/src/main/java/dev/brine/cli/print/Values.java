package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;

/** Single Python values. */
public final class Values {
  private Values() {}

  /**
   * Writes the JSON that one would write for a value; what JSON has no word for is a string.
   *
   * @throws dev.brine.error.LimitException if shared values would be written over and over
   */
  public static void json(PickleValue value, JsonGenerator json) throws IOException {
    ValueJson.write(value, json, Columns::of);
  }

  /** A value for a person, as Python shows it; {@code most} characters of it are of interest. */
  public static String text(PickleValue value, int most) {
    return ValueText.of(value, most);
  }

  /** A string as it is, and any other value as JSON. */
  public static String plain(PickleValue value) throws IOException {
    return ValueJson.plain(value, Columns::of);
  }
}

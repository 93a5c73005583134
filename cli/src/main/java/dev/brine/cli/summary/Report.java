package dev.brine.cli.summary;

import java.io.IOException;
import java.util.Map;

/** Where the results go: to a person, or to a program. */
public interface Report {

  /** How many there are of something. */
  void count(String name, long count) throws IOException;

  /** A number, in the fewest digits. */
  void number(String name, double value) throws IOException;

  /** An element, as text; of a number its digits. */
  void value(String name, String text, boolean isNumber) throws IOException;

  /**
   * Values and how often each occurs.
   *
   * @param name of the counts
   * @param counts in the order to show them
   */
  void counts(String name, Map<String, Long> counts) throws IOException;

  /**
   * How many values occur.
   *
   * @param more whether they are more than that
   */
  void distinct(long count, boolean more) throws IOException;

  /** Lengths, from the shortest to the longest: their quartiles, and how they are spread. */
  void lengths(String name, int[] sorted) throws IOException;

  /** Begins the results about a part of each element, such as a field. */
  void begin(String name) throws IOException;

  /** Ends them. */
  void end() throws IOException;
}

package dev.brine.pickle.value;

/**
 * How values are printed for people to read.
 *
 * @param width how long a line should be at most; 100
 * @param items how many items of a container are shown, and how many more there are; all
 * @param text how many characters of a text are shown; 1,000
 */
public record PrintOptions(int width, int items, int text) {

  /** Lines of 100 characters, all items, texts cut after 1,000 characters. */
  public static final PrintOptions DEFAULT = new PrintOptions(100, Integer.MAX_VALUE, 1_000);

  /** Checks that everything is positive. */
  public PrintOptions {
    if (width < 1 || items < 1 || text < 1) {
      throw new IllegalArgumentException("width, items and text must be positive");
    }
  }
}

package dev.brine.cli;

/** What {@code brine --help} says. */
final class Overview {
  static final String TEXT =
      """
      Usage: brine COMMAND [options]
      Opens NumPy's files without running anything that is in them.

        load imdb     keras.datasets.imdb.load_data(): reviews as lists of word ids

      brine COMMAND --help tells a command's options; brine --version the version.
      """;

  private Overview() {}
}

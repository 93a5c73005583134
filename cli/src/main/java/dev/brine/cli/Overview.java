package dev.brine.cli;

/** What {@code brine --help} says. */
final class Overview {
  static final String TEXT =
      """
      Usage: brine COMMAND [options]
      Opens NumPy's files without running anything that is in them.

        ls            the arrays in files: dtype, shape, order, size
        info          all that a header says, and how NumPy opens the file
        head, cat     rows as text, CSV or JSON lines
        stats         count, range, mean, deviation, distinct values, lengths of rows
        digest        a hash of each array, the same in any file that holds it
        diff          what differs between two files, array by array
        scan          whether files or directories hold anything but data
        dump          the values in a file, as Python prints them, or its pickle's opcodes
        explain       what a file is, why NumPy refuses it, whether it is safe, what to do
        convert       arrays without pickles, as safetensors, CSV, JSON lines; and back
        load NAME     keras.datasets.NAME.load_data(): imdb, reuters, mnist, cifar10 ...
        datasets      the data sets that there are, and which files are in the cache

      A FILE is .npy, .npz or a pickle; - is standard input. The names after an
      archive choose some of its members: brine head imdb.npz x_train y_train

      brine COMMAND --help tells a command's options; brine --version the version.
      """;

  private Overview() {}
}

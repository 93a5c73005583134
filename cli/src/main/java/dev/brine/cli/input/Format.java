package dev.brine.cli.input;

/** What the first bytes of a file say it is, by the rules of {@code np.load}. */
public enum Format {
  /** An array. */
  NPY(".npy"),
  /** A zip archive of arrays. */
  NPZ(".npz"),
  /** Whatever begins with neither magic: NumPy takes it for a pickle. */
  PICKLE("pickle");

  /** How many bytes tell the format. */
  static final int MAGIC_LENGTH = 6;

  private static final int NPY_FIRST = 0x93;

  private final String word;

  Format(String word) {
    this.word = word;
  }

  /** The format in a word. */
  public String word() {
    return word;
  }

  /**
   * The format of a file that begins so. An empty one is taken for an array that is missing, and
   * one that is called {@code .npz} for an archive, whatever stands before it.
   */
  public static Format of(String name, byte[] first) {
    if (first.length == 0) {
      return NPY;
    }
    if (first.length >= MAGIC_LENGTH
        && (first[0] & 0xff) == NPY_FIRST
        && first[1] == 'N'
        && first[2] == 'U'
        && first[3] == 'M'
        && first[4] == 'P'
        && first[5] == 'Y') {
      return NPY;
    }
    boolean zip = first.length >= 4 && first[0] == 'P' && first[1] == 'K';
    boolean magic = zip && ((first[2] == 3 && first[3] == 4) || (first[2] == 5 && first[3] == 6));
    return magic || name.endsWith(".npz") ? NPZ : PICKLE;
  }
}

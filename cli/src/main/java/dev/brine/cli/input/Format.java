package dev.brine.cli.input;

import dev.brine.internal.magic.FileFormat;

/** The format of a file by its first bytes, by the rules of {@code np.load}. */
public enum Format {
  /** An array. */
  NPY(".npy"),
  /** A zip archive of arrays. */
  NPZ(".npz"),
  /** Anything else: NumPy takes it for a pickle. */
  PICKLE("pickle");

  /** The number of bytes that identify the format. */
  public static final int MAGIC_LENGTH = FileFormat.SHORT_HEAD;

  private static final byte PROTO = (byte) 0x80;
  private static final int LAST_PROTOCOL = 5;
  private static final String AFTER_VALUE = "().IJKLMNSTUVXFG]}cpqr02";

  private final String word;

  Format(String word) {
    this.word = word;
  }

  /** The format in a word. */
  public String word() {
    return word;
  }

  /**
   * Whether a pickle can begin so: with the opcode PROTO and a version that there is, or as those
   * of protocols 0 and 1 do, with what makes a value out of nothing.
   */
  public static boolean canBePickle(byte[] first) {
    if (first.length < 2) {
      return false;
    }
    int next = first[1] & 0xff;
    return switch (first[0]) {
      case PROTO -> next <= LAST_PROTOCOL;
      case '(' -> isOpcode(first, 1) || "dlit".indexOf(next) >= 0;
      case ']', '}', ')', 'N' -> isOpcode(first, 1);
      case 'S' -> next == '\'' || next == '"';
      case 'I', 'L' -> next == '-' || (next >= '0' && next <= '9');
      case 'F' -> next == '-' || next == 'n' || next == 'i' || (next >= '0' && next <= '9');
      case 'c' -> next == '_' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
      case 'K' -> isOpcode(first, 2);
      case 'M' -> isOpcode(first, 3);
      case 'J' -> isOpcode(first, 5);
      case 'T', 'X' -> first.length > 4 && first[4] == 0; // no text of 16 MiB comes first
      case 'G', 'U', 'V' -> true;
      default -> false;
    };
  }

  /** Whether this is a byte that may follow a value in protocols 0 and 1. */
  private static boolean isOpcode(byte[] first, int at) {
    return at < first.length && AFTER_VALUE.indexOf(first[at]) >= 0;
  }

  /**
   * The format of a file that begins so. An empty one is taken for an array that is missing, and
   * one that is called {@code .npz} for an archive, whatever comes before it.
   */
  public static Format of(String name, byte[] first) {
    if (first.length == 0) {
      return NPY;
    }
    if (FileFormat.isNpy(first)) {
      return NPY;
    }
    return FileFormat.isNpz(first) || name.endsWith(".npz") ? NPZ : PICKLE;
  }
}

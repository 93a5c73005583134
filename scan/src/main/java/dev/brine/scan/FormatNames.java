package dev.brine.scan;

import dev.brine.internal.magic.FileFormat;
import org.jspecify.annotations.Nullable;

/** The form that reports give for the format of bytes: containers come before pickles. */
final class FormatNames {
  /** The number of bytes that suffice to tell every form. */
  public static final int HEAD = FileFormat.HEAD;

  private FormatNames() {}

  /**
   * Returns the form of a whole that begins at {@code at}; OTHER if it may be a pickle, or is
   * unknown.
   */
  public static Form of(byte[] bytes, int at, int end) {
    Form rare = rare(bytes, at, end);
    return rare != Form.OTHER ? rare : form(FileFormat.of(bytes, at, end));
  }

  /**
   * Returns the form of what begins at {@code at} amid other bytes, by magic that is unlikely to
   * occur by chance.
   */
  public static Form among(byte[] bytes, int at, int end) {
    Form rare = rare(bytes, at, end);
    return rare != Form.OTHER ? rare : form(FileFormat.amid(bytes, at, end));
  }

  /** Recognizes formats that only Python's readers of compressed files accept. */
  private static Form rare(byte[] bytes, int at, int end) {
    if (end - at > 5 && has("LZIP", bytes, at) && bytes[at + 4] >= 0 && bytes[at + 4] <= 1) {
      return Form.LZIP;
    }
    return end - at > 4 && has("ZF0x", bytes, at) ? Form.JOBLIB : Form.OTHER;
  }

  private static boolean has(String magic, byte[] bytes, int at) {
    for (int i = 0; i < magic.length(); i++) {
      if (bytes[at + i] != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Form form(@Nullable FileFormat format) {
    if (format == null) {
      return Form.OTHER;
    }
    return switch (format) {
      case NPY -> Form.NPY;
      case ZIP, EMPTY_ZIP, SPANNED_ZIP -> Form.ZIP;
      case GZIP -> Form.GZIP;
      case BZIP2 -> Form.BZIP2;
      case XZ -> Form.XZ;
      case ZLIB -> Form.ZLIB;
      case LZMA -> Form.LZMA;
      case TAR -> Form.TAR;
      case ZSTD, LZ4, SEVEN_ZIP, RAR -> Form.CLOSED;
    };
  }
}

package dev.brine.scan;

import dev.brine.internal.magic.FileFormat;
import org.jspecify.annotations.Nullable;

/** The form that reports give for the format of bytes: containers come before pickles. */
final class Forms {
  /** The number of bytes that suffice to tell every form. */
  public static final int HEAD = FileFormat.HEAD;

  private Forms() {}

  /** The form of a whole that begins at {@code at}; OTHER if it may be a pickle, or is unknown. */
  public static Form of(byte[] bytes, int at, int end) {
    return form(FileFormat.of(bytes, at, end));
  }

  /**
   * The form of what begins at {@code at} amid other bytes, by magic that is not there by chance.
   */
  public static Form among(byte[] bytes, int at, int end) {
    return form(FileFormat.amid(bytes, at, end));
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

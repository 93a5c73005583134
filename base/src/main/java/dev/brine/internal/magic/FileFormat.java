package dev.brine.internal.magic;

import dev.brine.internal.tar.TarHeader;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The file formats that Brine recognizes by their first bytes. A pickle has no magic number. */
public enum FileFormat {
  /** An array in NumPy's own format. */
  NPY("\u0093NUMPY"),
  /** A zip archive that begins with a member. */
  ZIP("PK\u0003\u0004"),
  /** A zip archive without members, which consists only of its end record. */
  EMPTY_ZIP("PK\u0005\u0006"),
  /** A zip archive of several volumes. */
  SPANNED_ZIP("PK\u0007\u0008PK\u0003\u0004"),
  /** A gzip file. */
  GZIP("\u001f\u008b\u0008"),
  /** A bzip2 file. */
  BZIP2("BZh"),
  /** An xz file. */
  XZ("\u00fd7zXZ\0"),
  /** A Zstandard file. */
  ZSTD("(\u00b5/\u00fd"),
  /** An LZ4 file. */
  LZ4("\u0004\"M\u0018"),
  /** A 7z archive. */
  SEVEN_ZIP("7z\u00bc\u00af'\u001c"),
  /** A RAR archive. */
  RAR("Rar!\u001a\u0007"),
  /** A zlib stream (RFC 1950) with a window of 32 KiB. */
  ZLIB("x"),
  /** A file of the lzma format that preceded xz, with its usual properties. */
  LZMA("]\0\0"),
  /** A tar archive, by {@code ustar} or by the checksum of its first header. */
  TAR("");

  /** The number of bytes that suffice to tell every format. */
  public static final int HEAD = 512;

  /** The number of bytes that suffice to tell an {@code .npy} file and a zip archive. */
  public static final int SHORT_HEAD = 6;

  /** The number of bytes that suffice to tell a safetensors file. */
  public static final int SAFETENSORS_HEAD = 10;

  private static final String USTAR = "ustar";
  private static final int USTAR_AT = 257;
  private static final String BZIP2_BLOCK = "1AY&SY";
  private static final String BZIP2_END = "\u0017rE8P\u0090";
  private static final int LZMA_HEADER = 14;

  private static final FileFormat[] ALL = values();

  /** The first bytes of the formats that {@link #amid} finds, since it is asked at every byte. */
  private static final BitSet FIRST_BYTES = new BitSet();

  static {
    for (FileFormat format : ALL) {
      if (!format.occursByChance()) {
        FIRST_BYTES.set(format.magic.charAt(0));
      }
    }
  }

  private final String magic;

  FileFormat(String magic) {
    this.magic = magic;
  }

  /**
   * Returns the format of a file that begins with the bytes from {@code at} to {@code end}, or
   * null.
   */
  public static @Nullable FileFormat of(byte[] bytes, int at, int end) {
    for (FileFormat format : ALL) {
      if (format.begins(bytes, at, end)) {
        return format;
      }
    }
    return null;
  }

  /** Returns the format of a file that begins with {@code first}, or null. */
  public static @Nullable FileFormat of(byte[] first) {
    return of(first, 0, first.length);
  }

  /**
   * Returns the format of what begins at {@code at}, among other bytes, like {@link #of} but
   * limited to formats whose magic is unlikely to occur by chance.
   */
  public static @Nullable FileFormat amid(byte[] bytes, int at, int end) {
    if (at < end && FIRST_BYTES.get(bytes[at] & 0xff)) {
      for (FileFormat format : ALL) {
        if (!format.occursByChance() && format.begins(bytes, at, end)) {
          return format;
        }
      }
    }
    return has(USTAR, bytes, at + USTAR_AT, end) ? TAR : null;
  }

  /** Returns whether the bytes begin as NumPy wants a zip archive to begin. */
  public static boolean isNpz(byte[] first) {
    return ZIP.begins(first, 0, first.length) || EMPTY_ZIP.begins(first, 0, first.length);
  }

  /** Returns whether the bytes are those of an {@code .npy} file. */
  public static boolean isNpy(byte[] first) {
    return NPY.begins(first, 0, first.length);
  }

  /** Returns whether the bytes from {@code at} to {@code end} begin a file of this format. */
  public boolean begins(byte[] bytes, int at, int end) {
    return has(magic, bytes, at, end)
        && switch (this) {
          case BZIP2 -> isBzip2(bytes, at, end);
          case ZLIB -> isZlib(bytes, at, end);
          case LZMA -> isLzma(bytes, at, end);
          case TAR -> has(USTAR, bytes, at + USTAR_AT, end) || TarHeader.isHeader(bytes, at, end);
          default -> true;
        };
  }

  /**
   * Returns whether a file of {@code size} bytes that begins with {@code first} is a safetensors
   * file: the length of a header as a little-endian number of 8 bytes, then that many bytes of
   * JSON, which are an object. It has no magic number, so other formats must be ruled out first.
   */
  public static boolean isSafetensors(byte[] first, long size) {
    if (first.length < SAFETENSORS_HEAD
        || first[8] != '{'
        || (first[9] != '"' && first[9] != '}')) {
      return false;
    }
    long length = safetensorsHeader(first);
    return length >= 2 && length <= size - Long.BYTES;
  }

  /** Returns the length of the header of a safetensors file, which follows the number itself. */
  public static long safetensorsHeader(byte[] first) {
    long length = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      length = length << 8 | (first[i] & 0xff);
    }
    return length;
  }

  /**
   * Returns whether {@code first} begins with the magic, also where {@link #begins} asks for more.
   */
  public boolean hasMagic(byte[] first) {
    return has(magic, first, 0, first.length);
  }

  private boolean occursByChance() {
    return this == ZLIB || this == LZMA || this == TAR;
  }

  private static boolean isBzip2(byte[] bytes, int at, int end) {
    return end - at > 10
        && bytes[at + 3] >= '1'
        && bytes[at + 3] <= '9'
        && (has(BZIP2_BLOCK, bytes, at + 4, end) || has(BZIP2_END, bytes, at + 4, end));
  }

  /** Checks the checksum in the second byte, and that no dictionary is needed. */
  private static boolean isZlib(byte[] bytes, int at, int end) {
    return end - at > 2
        && (bytes[at] << 8 | (bytes[at + 1] & 0xff)) % 31 == 0
        && (bytes[at + 1] & 0x20) == 0;
  }

  /** Checks for a dictionary of a power of two, and a size that fits, or -1 for none. */
  private static boolean isLzma(byte[] bytes, int at, int end) {
    if (end - at < LZMA_HEADER) {
      return false;
    }
    int dictionary = (bytes[at + 3] & 0xff) | (bytes[at + 4] & 0xff) << 8;
    boolean unsized = true;
    for (int i = at + 5; i < at + 13; i++) {
      unsized &= bytes[i] == -1;
    }
    boolean sized = bytes[at + 10] == 0 && bytes[at + 11] == 0 && bytes[at + 12] == 0;
    return Integer.bitCount(dictionary) == 1 && (unsized || sized) && bytes[at + 13] == 0;
  }

  /** Returns whether each char of {@code magic} is the byte there. */
  private static boolean has(String magic, byte[] bytes, int at, int end) {
    if (end - at < magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if ((bytes[at + i] & 0xff) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

package dev.brine.scan;

import dev.brine.scan.internal.form.TarHeader;
import java.nio.charset.StandardCharsets;

/** Recognises what bytes are by how they begin: a container before a pickle. */
final class Forms {
  /** As many bytes as tell a form for sure. */
  public static final int HEAD = 512;

  private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
  private static final byte[] SPANNED_ZIP = {'P', 'K', 7, 8, 'P', 'K', 3, 4};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};
  private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
  private static final byte[] BZIP2_BLOCK = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};
  private static final byte[] BZIP2_END = {0x17, 0x72, 0x45, 0x38, 0x50, (byte) 0x90};
  private static final byte[] SEVEN_ZIP = {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c};
  private static final byte[] RAR = "Rar!\u001a\u0007".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
  private static final byte[] LZ4 = {0x04, 0x22, 0x4d, 0x18};
  private static final byte[] USTAR = {'u', 's', 't', 'a', 'r'};
  private static final int USTAR_AT = 257;

  private Forms() {}

  /** The form of a whole that begins at {@code at}; OTHER if it may be a pickle, or is nothing. */
  public static Form of(byte[] bytes, int at, int end) {
    Form sure = among(bytes, at, end);
    if (sure != Form.OTHER) {
      return sure;
    }
    if (isZlib(bytes, at, end)) {
      return Form.ZLIB;
    }
    if (isLzma(bytes, at, end)) {
      return Form.LZMA;
    }
    return TarHeader.isChecked(bytes, at, end) ? Form.TAR : Form.OTHER;
  }

  /** The form of what begins at {@code at}, among other bytes: only what is not mistaken there. */
  public static Form among(byte[] bytes, int at, int end) {
    if (at >= end) {
      return Form.OTHER;
    }
    return switch (bytes[at] & 0xff) {
      case 0x93 -> has(NPY, bytes, at, end) ? Form.NPY : Form.OTHER;
      case 'P' -> isZip(bytes, at, end) ? Form.ZIP : Form.OTHER;
      case 0x1f -> has(GZIP, bytes, at, end) ? Form.GZIP : Form.OTHER;
      case 'B' -> isBzip2(bytes, at, end) ? Form.BZIP2 : Form.OTHER;
      case 0xfd -> has(XZ, bytes, at, end) ? Form.XZ : Form.OTHER;
      case '7' -> has(SEVEN_ZIP, bytes, at, end) ? Form.CLOSED : Form.OTHER;
      case 'R' -> has(RAR, bytes, at, end) ? Form.CLOSED : Form.OTHER;
      case 0x28 -> has(ZSTD, bytes, at, end) ? Form.CLOSED : Form.OTHER;
      case 0x04 -> has(LZ4, bytes, at, end) ? Form.CLOSED : Form.OTHER;
      default -> has(USTAR, bytes, at + USTAR_AT, end) ? Form.TAR : Form.OTHER;
    };
  }

  private static boolean isZip(byte[] bytes, int at, int end) {
    return has(ZIP, bytes, at, end)
        || has(EMPTY_ZIP, bytes, at, end)
        || has(SPANNED_ZIP, bytes, at, end);
  }

  private static boolean isBzip2(byte[] bytes, int at, int end) {
    return end - at > 10
        && bytes[at + 1] == 'Z'
        && bytes[at + 2] == 'h'
        && bytes[at + 3] >= '1'
        && bytes[at + 3] <= '9'
        && (has(BZIP2_BLOCK, bytes, at + 4, end) || has(BZIP2_END, bytes, at + 4, end));
  }

  /** RFC 1950: deflate with a window of 32 KiB, and a checksum of the first two bytes. */
  private static boolean isZlib(byte[] bytes, int at, int end) {
    return end - at > 2
        && bytes[at] == 0x78
        && (0x7800 + (bytes[at + 1] & 0xff)) % 31 == 0
        && (bytes[at + 1] & 0x20) == 0;
  }

  /** The usual properties, a dictionary of a power of two, and a size, or -1 for none. */
  private static boolean isLzma(byte[] bytes, int at, int end) {
    if (end - at < 14 || bytes[at] != 0x5d || bytes[at + 1] != 0 || bytes[at + 2] != 0) {
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

  private static boolean has(byte[] magic, byte[] bytes, int at, int end) {
    if (end - at < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (bytes[at + i] != magic[i]) {
        return false;
      }
    }
    return true;
  }
}

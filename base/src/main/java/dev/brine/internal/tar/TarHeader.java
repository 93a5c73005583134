package dev.brine.internal.tar;

import java.nio.charset.StandardCharsets;

/**
 * The block before a member of a tar archive (POSIX ustar, GNU tar, and what came before them),
 * read as Python's tarfile reads it: the prefix counts whatever the magic is, numbers are what
 * Python's {@code int(text, 8)} accepts or GNU's binary numbers, and an empty number is 0.
 *
 * @param name the stored name, behind its prefix
 * @param type the typeflag, with {@code '5'} for old archives' directories
 * @param size the number of bytes that follow
 * @param isPlain whether the checksum and the size are written as tar tools write them
 * @param isSigned whether the checksum is that of signed bytes only
 * @param isExtendedSparse whether more blocks follow that list the holes of a sparse file
 */
public record TarHeader(
    String name,
    char type,
    long size,
    boolean isPlain,
    boolean isSigned,
    boolean isExtendedSparse) {
  /** The size of a header; the content of members is padded to a multiple of it. */
  public static final int BLOCK = 512;

  /** The size of a header whose size field is not a number that fits. */
  static final long IMPOSSIBLE = Long.MIN_VALUE;

  private static final int NAME_LENGTH = 100;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE = 156;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;
  private static final int SPARSE_EXTENDED = 482;

  /**
   * Returns whether a header with the right checksum is at {@code at}, and {@code end} is after it.
   */
  public static boolean isHeader(byte[] bytes, int at, int end) {
    if (end - at < BLOCK || isZero(bytes, at)) {
      return false;
    }
    long stated = number(bytes, at + CHECKSUM, CHECKSUM_LENGTH);
    return stated != IMPOSSIBLE && (stated == sum(bytes, at, 0xff) || stated == sum(bytes, at, -1));
  }

  /** Returns whether the block at {@code at} is the block of zeros that ends an archive. */
  static boolean isZero(byte[] bytes, int at) {
    for (int i = at; i < at + BLOCK; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the sum of all bytes, those of the checksum as blanks: {@code mask} 0xff, or -1 for
   * signed.
   */
  private static long sum(byte[] bytes, int at, int mask) {
    long sum = CHECKSUM_LENGTH * (long) ' ';
    for (int i = 0; i < BLOCK; i++) {
      if (i < CHECKSUM || i >= CHECKSUM + CHECKSUM_LENGTH) {
        sum += bytes[at + i] & mask;
      }
    }
    return sum;
  }

  /** Reads the header at {@code at}, for which {@link #isHeader} must hold. */
  static TarHeader read(byte[] bytes, int at) {
    String name = text(bytes, at, NAME_LENGTH);
    String prefix = text(bytes, at + PREFIX, PREFIX_LENGTH);
    char type = (char) (bytes[at + TYPE] & 0xff);
    boolean gnu = type == 'L' || type == 'K' || type == 'S';
    return new TarHeader(
        prefix.isEmpty() || gnu ? name : prefix + '/' + name,
        type == 0 && name.endsWith("/") ? '5' : type,
        number(bytes, at + SIZE, SIZE_LENGTH),
        isOctal(bytes, at + CHECKSUM, CHECKSUM_LENGTH)
            && (bytes[at + SIZE] == (byte) 0x80 || isOctal(bytes, at + SIZE, SIZE_LENGTH)),
        number(bytes, at + CHECKSUM, CHECKSUM_LENGTH) != sum(bytes, at, 0xff),
        type == 'S' && bytes[at + SPARSE_EXTENDED] != 0);
  }

  /** Returns the name in a header, without its prefix. */
  public static String name(byte[] block) {
    return text(block, 0, NAME_LENGTH);
  }

  /** Returns the text up to a NUL. */
  static String text(byte[] bytes, int at, int length) {
    int end = at;
    while (end < at + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, at, end - at, StandardCharsets.UTF_8);
  }

  /** Returns whether a field has octal digits with blanks around them, as every tool reads them. */
  private static boolean isOctal(byte[] bytes, int at, int length) {
    int i = at;
    while (i < at + length && bytes[i] == ' ') {
      i++;
    }
    int digits = i;
    while (i < at + length && bytes[i] >= '0' && bytes[i] <= '7') {
      i++;
    }
    return i > digits && (i == at + length || bytes[i] == ' ' || bytes[i] == 0);
  }

  /**
   * Returns a number as {@code tarfile.nti} reads it: big-endian behind a byte 0x80, the same as a
   * negative number behind 0xff, else octal digits in ASCII up to a NUL; {@link #IMPOSSIBLE} if the
   * field has none of these forms or needs more than 63 bits.
   */
  private static long number(byte[] bytes, int at, int length) {
    int first = bytes[at] & 0xff;
    if (first == 0x80) {
      long value = 0;
      for (int i = at + 1; i < at + length; i++) {
        if (value > Long.MAX_VALUE >> 8) {
          return IMPOSSIBLE;
        }
        value = value << 8 | (bytes[i] & 0xff);
      }
      return value;
    }
    if (first == 0xff) {
      long value = -1;
      for (int i = at + 1; i < at + length; i++) {
        if (value < Long.MIN_VALUE >> 8) {
          return IMPOSSIBLE;
        }
        value = value << 8 | (bytes[i] & 0xff);
      }
      return value;
    }
    int end = at;
    while (end < at + length && bytes[end] != 0) {
      if (bytes[end] < 0) {
        return IMPOSSIBLE;
      }
      end++;
    }
    return PythonInts.parse(bytes, at, end, 8);
  }

  /** Whole numbers in text as Python's {@code int(text, base)} accepts them. */
  static final class PythonInts {
    private PythonInts() {}

    /**
     * Parses ASCII text: blanks around the number, a sign, {@code 0o} in base 8, and single
     * underscores between digits are allowed; no text at all is 0 in base 8, as in tar headers.
     *
     * @return {@link TarHeader#IMPOSSIBLE} if Python would raise, or the number needs over 63 bits
     */
    static long parse(byte[] text, int from, int to, int base) {
      int at = from;
      int end = to;
      while (at < end && isBlank(text[at])) {
        at++;
      }
      while (end > at && isBlank(text[end - 1])) {
        end--;
      }
      if (at == end) {
        return base == 8 ? 0 : TarHeader.IMPOSSIBLE;
      }
      boolean negative = text[at] == '-';
      if (negative || text[at] == '+') {
        at++;
      }
      boolean separated = true; // whether an underscore may not come next
      if (base == 8 && end - at > 2 && text[at] == '0' && (text[at + 1] | 0x20) == 'o') {
        at += 2;
        separated = false;
      }
      long value = 0;
      boolean any = false;
      for (; at < end; at++) {
        int digit = text[at] - '0';
        if (text[at] == '_' && !separated) {
          separated = true;
        } else if (digit < 0 || digit >= base || value > (Long.MAX_VALUE - digit) / base) {
          return TarHeader.IMPOSSIBLE;
        } else {
          value = value * base + digit;
          separated = false;
          any = true;
        }
      }
      if (!any || separated) {
        return TarHeader.IMPOSSIBLE;
      }
      return negative ? -value : value;
    }

    /** Returns whether {@code str.strip} removes it. */
    private static boolean isBlank(byte b) {
      return b == ' ' || (b >= '\t' && b <= '\r') || (b >= 0x1c && b <= 0x1f);
    }
  }
}

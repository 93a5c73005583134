package dev.brine.scan.internal.form;

import java.nio.charset.StandardCharsets;

/**
 * The header before a file in a tar archive (POSIX.1-1988 ustar and what came before it).
 *
 * @param name as stored, the prefix before it
 * @param size of the file, in bytes; negative where it makes no sense
 * @param type what it is: {@code '0'} or NUL for a file; others are directories, links, or say more
 *     about the next file
 */
public record TarHeader(String name, long size, char type) {
  /** Bytes of a header; files fill blocks of as many. */
  public static final int BLOCK = 512;

  /** The type of a file whose path is long, in GNU's way: the bytes are the path. */
  public static final char LONG_NAME = 'L';

  /** The type of GNU's files with holes. */
  public static final char SPARSE = 'S';

  /** The type of an extended header that is about all files after it. */
  public static final char PAX_FOR_ALL = 'g';

  private static final int NAME_LENGTH = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX_LENGTH = 155;

  /** Whether a header with the right checksum is here. */
  public static boolean isChecked(byte[] bytes, int at, int end) {
    if (end - at < BLOCK || bytes[at] == 0) {
      return false;
    }
    long sum = 0;
    long signedSum = 0; // as some old programs added up
    for (int i = 0; i < BLOCK; i++) {
      boolean inChecksum = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH;
      sum += inChecksum ? ' ' : bytes[at + i] & 0xff;
      signedSum += inChecksum ? ' ' : bytes[at + i];
    }
    long stated = octal(bytes, at + CHECKSUM_AT, CHECKSUM_LENGTH);
    return stated == sum || stated == signedSum;
  }

  /** Whether the block has no header, but ends the archive. */
  public static boolean isEnd(byte[] bytes, int at) {
    for (int i = at; i < at + BLOCK; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Reads the header here, whatever its checksum. */
  public static TarHeader read(byte[] bytes, int at) {
    String name = text(bytes, at, NAME_LENGTH);
    boolean ustar = bytes[at + MAGIC_AT] == 'u' && bytes[at + MAGIC_AT + 5] == 0;
    String prefix = ustar ? text(bytes, at + PREFIX_AT, PREFIX_LENGTH) : "";
    return new TarHeader(
        prefix.isEmpty() ? name : prefix + '/' + name,
        number(bytes, at + SIZE_AT, SIZE_LENGTH),
        (char) (bytes[at + TYPE_AT] & 0xff));
  }

  private static String text(byte[] bytes, int at, int most) {
    int length = 0;
    while (length < most && bytes[at + length] != 0) {
      length++;
    }
    return new String(bytes, at, length, StandardCharsets.UTF_8);
  }

  /** Whether it says more about the file after it, or about all that follow. */
  public boolean isExtension() {
    return isPax() || type == LONG_NAME || type == 'K' || type == 'V';
  }

  /** Whether it is an extended header, of POSIX or of Solaris. */
  public boolean isPax() {
    return type == 'x' || type == 'X' || type == PAX_FOR_ALL;
  }

  /**
   * Whether it is a folder, a link or a device: some programs skip bytes behind it, some do not.
   */
  public boolean isEmpty() {
    return type >= '1' && type <= '6';
  }

  /** GNU writes what octal digits cannot say as a big-endian number after the byte 0x80. */
  private static long number(byte[] bytes, int at, int length) {
    if ((bytes[at] & 0x80) == 0) {
      return octal(bytes, at, length);
    }
    if ((bytes[at] & 0x7f) != 0) {
      return -1;
    }
    long value = 0;
    for (int i = at + 1; i < at + length; i++) {
      if (value >> 54 != 0) {
        return -1;
      }
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  /** Digits with blanks around them up to a NUL, or -1: programs differ in what else they read. */
  private static long octal(byte[] bytes, int at, int length) {
    String digits = text(bytes, at, length).strip();
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 7) {
        return -1;
      }
      value = value << 3 | digit;
    }
    return digits.isEmpty() ? -1 : value;
  }
}

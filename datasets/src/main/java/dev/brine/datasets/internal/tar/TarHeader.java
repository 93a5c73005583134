package dev.brine.datasets.internal.tar;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The block before a member: POSIX ustar, with GNU's binary numbers.
 *
 * @param name its path
 * @param type the letter for what it is; {@link #FILE} for a file
 * @param size how many bytes follow
 */
record TarHeader(String name, char type, long size) {
  /** The size of a header, and what the size of every member is rounded up to. */
  static final int BLOCK = 512;

  static final char FILE = '0';
  static final char FOLDER = '5';
  static final char EXTENDED = 'x';
  static final char EXTENDED_FOR_ALL = 'g';
  static final char LONG_NAME = 'L';

  private static final int NAME = 0;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;

  /**
   * Reads one; null for a block of zeros, which ends the archive.
   *
   * @param location where the block is
   * @throws MalformedException of kind CONTAINER if the checksum is wrong, or a number is none
   */
  static @Nullable TarHeader parse(byte[] block, Location location) throws MalformedException {
    int sum = 0;
    boolean zero = true;
    for (int i = 0; i < BLOCK; i++) {
      boolean blank = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
      sum += blank ? ' ' : block[i] & 0xff;
      zero &= block[i] == 0;
    }
    if (zero) {
      return null;
    }
    if (number(block, CHECKSUM, CHECKSUM_LENGTH, location) != sum) {
      throw new MalformedException(
          Kind.CONTAINER, location, "no tar header is here: its checksum is wrong");
    }
    // GNU's own magic goes on with a blank, and has times where POSIX has the prefix
    boolean posix = text(block, MAGIC, 6).equals("ustar") && block[MAGIC + 5] == 0;
    String name = text(block, NAME, NAME_LENGTH);
    String prefix = posix ? text(block, PREFIX, PREFIX_LENGTH) : "";
    char type = (char) (block[TYPE] & 0xff);
    return new TarHeader(
        prefix.isEmpty() ? name : prefix + "/" + name,
        type == '\0' || type == '7' ? FILE : type,
        number(block, SIZE, SIZE_LENGTH, location));
  }

  /** The same member under what an extended header says of it. */
  TarHeader with(@Nullable String otherName, @Nullable Long otherSize) {
    return new TarHeader(
        otherName == null ? name : otherName, type, otherSize == null ? size : otherSize);
  }

  private static String text(byte[] block, int at, int length) {
    int end = at;
    while (end < at + length && block[end] != 0) {
      end++;
    }
    return new String(block, at, end - at, StandardCharsets.UTF_8);
  }

  /** Octal digits, or for large numbers a set bit and a binary number. */
  private static long number(byte[] block, int at, int length, Location location)
      throws MalformedException {
    if ((block[at] & 0x80) != 0) {
      long value = block[at] & 0x7f;
      for (int i = at + 1; i < at + length; i++) {
        if (value > Long.MAX_VALUE >> 8) {
          throw notANumber(location);
        }
        value = value << 8 | (block[i] & 0xff);
      }
      return value;
    }
    String digits = text(block, at, length).strip();
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 7) {
        throw notANumber(location);
      }
      value = value << 3 | digit;
    }
    return value;
  }

  private static MalformedException notANumber(Location location) {
    return new MalformedException(
        Kind.CONTAINER, location, "no tar header is here: a number in it is none");
  }
}

package dev.brine.internal.zip;

import static dev.brine.internal.zip.ZipFormat.broken;

import dev.brine.error.Location;
import java.io.IOException;

/**
 * What the end of an archive says about its central directory.
 *
 * @param directoryOffset where the directory starts in the file
 * @param directorySize in bytes
 * @param count how many members it lists
 * @param prefix how many bytes precede the archive; all its offsets count from there
 * @param comment the archive's comment
 */
record EndRecord(
    long directoryOffset, long directorySize, long count, long prefix, String comment) {

  /** As much of a file's end as can matter: the longest comment and the three end records. */
  static final int LONGEST_TAIL =
      ZipFormat.SATURATED16 + ZipFormat.END_SIZE + ZipFormat.LOCATOR64_SIZE + ZipFormat.END64_SIZE;

  /** Finds it; the record that CPython's zipfile would choose. */
  static EndRecord find(ReadBuffer window, long size, Location location) throws IOException {
    int tail = (int) Math.min(size, LONGEST_TAIL);
    long tailStart = size - tail;
    int base = window.at(tailStart, tail);
    int index = indexOfEnd(window.bytes(), base, base + tail);
    if (index < 0) {
      throw broken(
          location.at(size),
          "no end of central directory: it is not a zip archive, or its end is cut off");
    }
    return parse(window, tailStart + (index - base), size, location);
  }

  private static int indexOfEnd(byte[] bytes, int from, int to) {
    int last = to - ZipFormat.END_SIZE;
    if (last >= from
        && ZipFormat.i32(bytes, last) == ZipFormat.END_SIGNATURE
        && ZipFormat.u16(bytes, last + 20) == 0) {
      return last;
    }
    int first = Math.max(from, last - ZipFormat.SATURATED16);
    for (int i = last; i >= first; i--) {
      if (bytes[i] == 'P' && ZipFormat.i32(bytes, i) == ZipFormat.END_SIGNATURE) {
        return i;
      }
    }
    return -1;
  }

  private static EndRecord parse(ReadBuffer window, long end, long size, Location location)
      throws IOException {
    int i = window.at(end, ZipFormat.END_SIZE);
    byte[] b = window.bytes();
    int onThisDisk = ZipFormat.u16(b, i + 8);
    Fields fields =
        new Fields(
            ZipFormat.u16(b, i + 4) | ZipFormat.u16(b, i + 6),
            onThisDisk,
            ZipFormat.u16(b, i + 10),
            ZipFormat.u32(b, i + 12),
            ZipFormat.u32(b, i + 16),
            end);
    int commentSize = (int) Math.min(ZipFormat.u16(b, i + 20), size - end - ZipFormat.END_SIZE);
    int commentAt = window.at(end + ZipFormat.END_SIZE, commentSize);
    String comment = ZipNames.decodeComment(window.bytes(), commentAt, commentSize);

    long locator = end - ZipFormat.LOCATOR64_SIZE;
    if (locator >= 0) {
      int l = window.at(locator, ZipFormat.LOCATOR64_SIZE);
      if (ZipFormat.i32(window.bytes(), l) == ZipFormat.LOCATOR64_SIGNATURE) {
        fields = zip64(window, locator, l, fields, location);
      }
    }
    return fields.checked(comment, location);
  }

  /** The fields of the zip64 record, which may only repeat the others or fill what they leave. */
  private static Fields zip64(
      ReadBuffer window, long locator, int l, Fields narrow, Location location) throws IOException {
    byte[] b = window.bytes();
    long stated = ZipFormat.i64(b, l + 8);
    if (ZipFormat.i32(b, l + 4) != 0 || ZipFormat.u32(b, l + 16) > 1) {
      throw broken(location.at(locator), "archives of several disks are not supported");
    }
    // Before the locator, wherever a prefix has moved it; else, with data of its own, where stated.
    long adjacent = locator - ZipFormat.END64_SIZE;
    long at = isEnd64(window, adjacent, locator) ? adjacent : stated;
    if (!isEnd64(window, at, locator)) {
      throw broken(location.at(locator), "the zip64 end record that it points to is not there");
    }
    int i = window.at(at, ZipFormat.END64_SIZE);
    b = window.bytes();
    if (ZipFormat.i64(b, i + 4) != locator - at - 12) {
      throw broken(location.at(at), "the zip64 end record has a wrong size");
    }
    Fields wide =
        new Fields(
            ZipFormat.i32(b, i + 16) | ZipFormat.i32(b, i + 20),
            ZipFormat.i64(b, i + 24),
            ZipFormat.i64(b, i + 32),
            ZipFormat.i64(b, i + 40),
            ZipFormat.i64(b, i + 48),
            at);
    if (!narrow.agreesWith(wide)) {
      throw broken(location.at(at), "the zip64 end record contradicts the end record");
    }
    return wide;
  }

  private static boolean isEnd64(ReadBuffer window, long at, long locator) throws IOException {
    if (at < 0 || at > locator - ZipFormat.END64_SIZE) {
      return false;
    }
    int i = window.at(at, 4);
    return ZipFormat.i32(window.bytes(), i) == ZipFormat.END64_SIGNATURE;
  }

  /**
   * The fields that both kinds of end record have.
   *
   * @param disk not 0 in an archive of several disks
   * @param start where the record starts in the file
   */
  private record Fields(int disk, long onThisDisk, long count, long size, long offset, long start) {

    boolean agreesWith(Fields wide) {
      return agrees(onThisDisk, wide.onThisDisk, ZipFormat.SATURATED16)
          && agrees(count, wide.count, ZipFormat.SATURATED16)
          && agrees(size, wide.size, ZipFormat.SATURATED)
          && agrees(offset, wide.offset, ZipFormat.SATURATED);
    }

    private static boolean agrees(long narrow, long wide, long saturated) {
      return narrow == wide || narrow == saturated;
    }

    EndRecord checked(String comment, Location location) throws IOException {
      if (disk != 0 || onThisDisk != count) {
        throw broken(location.at(start), "archives of several disks are not supported");
      }
      if (size < 0 || size > start || count < 0 || count > size / ZipFormat.CENTRAL_SIZE) {
        throw broken(
            location.at(start),
            "a central directory of " + size + " bytes with " + count + " members is impossible");
      }
      long prefix = start - size - offset;
      if (offset < 0 || prefix < 0) {
        throw broken(
            location.at(start),
            "the central directory is said to be at "
                + offset
                + " but cannot be after "
                + (start - size));
      }
      return new EndRecord(start - size, size, count, prefix, comment);
    }
  }
}

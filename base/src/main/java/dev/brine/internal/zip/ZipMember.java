package dev.brine.internal.zip;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A member as the central directory lists it. Nothing here is verified until the member is opened.
 *
 * @param name the name, which is not a path and never normalised; several members may have the same
 *     name
 * @param method the compression method, such as {@link #STORED} or {@link #DEFLATED}
 * @param flags the general-purpose flags
 * @param compressedSize bytes in the archive
 * @param size bytes when decompressed, as stated
 * @param crc32 of the decompressed bytes, unsigned
 * @param localHeaderOffset the offset of its local header in the file, any prefix included
 * @param end the next member's start, or the directory's: its bytes must end there or before
 * @param dosTime date and time as MS-DOS packs them
 */
public record ZipMember(
    String name,
    int method,
    int flags,
    long compressedSize,
    long size,
    long crc32,
    long localHeaderOffset,
    long end,
    int dosTime) {

  /** The method of members that are stored without compression. */
  public static final int STORED = 0;

  /** The method of members compressed with deflate. */
  public static final int DEFLATED = 8;

  /** Returns whether the name says that this is a directory; such a member usually has no bytes. */
  public boolean isDirectory() {
    return name.endsWith("/");
  }

  /** Returns whether the name is UTF-8 in the archive, rather than code page 437. */
  boolean isUtf8() {
    return (flags & ZipFormat.FLAG_UTF8) != 0;
  }

  ZipMember endingAt(long limit) {
    return new ZipMember(
        name, method, flags, compressedSize, size, crc32, localHeaderOffset, limit, dosTime);
  }

  /**
   * When it was last changed, without a time zone, to two seconds; null if it is not a valid date.
   */
  public @Nullable LocalDateTime time() {
    int date = dosTime >>> 16;
    try {
      return LocalDateTime.of(
          1980 + (date >> 9),
          date >> 5 & 0xf,
          date & 0x1f,
          dosTime >> 11 & 0x1f,
          dosTime >> 5 & 0x3f,
          (dosTime & 0x1f) * 2);
    } catch (DateTimeException e) {
      return null;
    }
  }
}

package dev.brine.internal.tar;

import dev.brine.error.Location;
import java.io.IOException;

/** What a {@link TarReader} reports because archives that tar tools write do not contain it. */
public enum TarOddity {
  /** A block that is not a header, where a header or the end must be; the archive ends here. */
  BAD_HEADER,
  /** A negative size, or one beyond 2^63; the archive ends here. */
  IMPOSSIBLE_SIZE,
  /** The bytes end within a member or an extended header; the archive ends here. */
  TRUNCATED,
  /** The bytes end behind a member, without the block of zeros that marks the end. */
  NO_END,
  /** A number that Python reads but other tools may read differently, for example {@code 0o17}. */
  UNUSUAL_NUMBER,
  /** A checksum over signed bytes, as some old programs computed it. */
  SIGNED_CHECKSUM,
  /** A sparse file, whose content is stored without its holes. */
  SPARSE,
  /** A directory, link or device with content: Python reads the content as the next header. */
  CONTENT_WITHOUT_FILE,
  /** An extended header whose records are malformed, or that no header follows. */
  BROKEN_EXTENSION,
  /** An extended header or long name of more bytes than the reader keeps. */
  LONG_EXTENSION,
  /** An extended header that gives all members that follow the same name or size. */
  GLOBAL_NAME_OR_SIZE;

  /**
   * Receives the oddities of an archive in the order of the bytes. It decides whether an oddity is
   * an error: if it returns, the reader continues as Python does; an exception ends the reading.
   */
  @FunctionalInterface
  public interface Listener {
    /**
     * Called for each oddity.
     *
     * @param location the archive, and the offset of the header or of the end of the bytes
     * @param message what was found, for people
     */
    void onOddity(TarOddity oddity, Location location, String message) throws IOException;
  }
}

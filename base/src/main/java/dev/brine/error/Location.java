package dev.brine.error;

import dev.brine.internal.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A place in a file: which file, which member of an archive, how many bytes from its start.
 *
 * @param file the path or URL, or null when the bytes came from memory
 * @param member the member's name as stored in the archive, or null outside one
 * @param offset bytes from the start of the member (or of the file, outside an archive), or {@link
 *     #UNKNOWN}
 */
public record Location(@Nullable String file, @Nullable String member, long offset) {

  /** The offset of a location that is known by file and member only. */
  public static final long UNKNOWN = -1;

  /** Bytes in memory without a name. */
  public static final Location MEMORY = new Location(null, null, UNKNOWN);

  /** Returns a whole file. */
  public static Location of(String file) {
    return new Location(file, null, UNKNOWN);
  }

  /** Returns the same file, inside the member {@code name}. */
  public Location member(String name) {
    return new Location(file, name, UNKNOWN);
  }

  /** Returns the same file and member, {@code bytes} from its start. */
  public Location at(long bytes) {
    return new Location(file, member, bytes);
  }

  /** {@code file!member@offset}, without the parts that are not known. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file == null ? "<bytes>" : printable(file));
    if (member != null) {
      text.append('!').append(printable(member));
    }
    if (offset >= 0) {
      text.append('@').append(offset);
    }
    return text.toString();
  }

  /**
   * Escapes names that come from files, so that no control character reaches a terminal or a log.
   */
  private static String printable(String name) {
    return Printable.escape(name);
  }
}

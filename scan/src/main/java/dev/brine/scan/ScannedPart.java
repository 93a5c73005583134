package dev.brine.scan;

import dev.brine.error.Location;
import org.jspecify.annotations.Nullable;

/**
 * A file or a part of one.
 *
 * @param file the file's name, or null for bytes in memory
 * @param member the path to the part: names separated by {@code !}; empty for the file itself
 * @param depth the number of containers and pickles around it
 * @param held the number of bytes of the archives around it that are held in memory
 * @param isClaimed whether it is meant to be loaded with NumPy or as a pickle
 */
record ScannedPart(@Nullable String file, String member, int depth, long held, boolean isClaimed) {

  /** The reason for not scanning a part that is nested too deep. */
  static final String TOO_DEEP = "nested too deep to scan (limit depth)";

  /** Returns the member of this part with the given name. */
  ScannedPart inside(String name, boolean claimed) {
    return new ScannedPart(
        file, member.isEmpty() ? name : member + '!' + name, depth + 1, held, claimed);
  }

  /** Returns a part inside the bytes of a pickle in this part. */
  ScannedPart inBytes(long offset, int nesting) {
    return new ScannedPart(file, member + '@' + offset, depth + nesting, held, false);
  }

  /** Returns the decompressed part, with the same name. */
  ScannedPart decompressed() {
    return new ScannedPart(file, member, depth + 1, held, isClaimed);
  }

  /** Returns the same part, claimed because it follows a claimed one. */
  ScannedPart claimed() {
    return new ScannedPart(file, member, depth, held, true);
  }

  /** Returns the same part, not claimed to be loadable. */
  ScannedPart unclaimed() {
    return new ScannedPart(file, member, depth, held, false);
  }

  /** Returns the same part, an archive of which {@code bytes} are held in memory. */
  ScannedPart holding(long bytes) {
    return new ScannedPart(file, member, depth, held + bytes, isClaimed);
  }

  Location location() {
    return member.isEmpty() ? new Location(file, null, 0) : new Location(file, member, 0);
  }
}

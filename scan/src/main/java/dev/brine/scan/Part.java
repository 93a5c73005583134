package dev.brine.scan;

import dev.brine.error.Location;
import org.jspecify.annotations.Nullable;

/**
 * A file, or what lies in one.
 *
 * @param file the file's name, or null for bytes in memory
 * @param member the way to it: names with {@code !} between them; empty for the file itself
 * @param depth how many containers and pickles it lies in
 * @param isClaimed whether somebody means to load it with NumPy or as a pickle
 */
record Part(@Nullable String file, String member, int depth, boolean isClaimed) {

  /** Why a part is not looked at that lies in too many others. */
  static final String TOO_DEEP = "nested deeper than is looked at (limit depth)";

  /** Returns the member of this name in it. */
  Part inside(String name, boolean claimed) {
    return new Part(file, member.isEmpty() ? name : member + '!' + name, depth + 1, claimed);
  }

  /** Returns what lies in the bytes of a pickle in it. */
  Part inBytes(long offset, int nesting) {
    return new Part(file, member + '@' + offset, depth + nesting, false);
  }

  /** Returns what it is when it is decompressed: of the same name. */
  Part decompressed() {
    return new Part(file, member, depth + 1, isClaimed);
  }

  /** Returns the same, claimed for what it stands behind. */
  Part claimed() {
    return new Part(file, member, depth, true);
  }

  /** Returns the same, which nobody need mean to load. */
  Part unclaimed() {
    return new Part(file, member, depth, false);
  }

  Location location() {
    return member.isEmpty() ? new Location(file, null, 0) : new Location(file, member, 0);
  }
}

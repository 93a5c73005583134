package dev.brine.cli.diff;

import dev.brine.npy.dtype.NpyHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How two things of one name compare.
 *
 * @param one what the first file says about its array; null if it is none
 * @param two what the second file says
 * @param sameType whether the dtypes are the same, but for the byte order
 * @param sameShape whether the shapes are
 * @param compared how many elements were compared: all, or none if they cannot be; of bytes and
 *     pickles one
 * @param different how many of them differ
 * @param first the first of those
 */
record Difference(
    @Nullable NpyHeader one,
    @Nullable NpyHeader two,
    boolean sameType,
    boolean sameShape,
    long compared,
    long different,
    List<Element> first) {

  /**
   * An element that differs.
   *
   * @param index where it is
   * @param one what it is in the first file
   * @param two what it is in the second
   */
  record Element(List<Long> index, String one, String two) {}

  /** Whether there is no difference. */
  boolean isSame() {
    return sameType && sameShape && different == 0;
  }
}

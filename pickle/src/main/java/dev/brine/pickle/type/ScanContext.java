package dev.brine.pickle.type;

import dev.brine.pickle.value.DecodedPickle;

/**
 * What a scan of pickles is to know beside them: the other forms that may lie behind one or in its
 * bytes, and how deep to look. As it stands, it knows none.
 */
public interface ScanContext {
  /** Knows no other form, and keeps to the defaults. */
  ScanContext DEFAULT = new ScanContext() {};

  /**
   * Whether something that is no pickle, but may hold one, begins at {@code bytes[at]}.
   *
   * @param end where the bytes end
   */
  default boolean begins(byte[] bytes, int at, int end) {
    return false;
  }

  /**
   * Looks at what {@link #begins} in a pickle's bytes.
   *
   * @param offset where the outermost pickle has them, from the start of the member
   * @param nesting how many pickles it lies inside
   */
  default void scan(byte[] bytes, long offset, int nesting) {}

  /**
   * Whether what is scanned is claimed to be a pickle; true. Otherwise it may turn out to be none,
   * and where it breaks before it named anything, what follows is not looked at.
   */
  default boolean isClaimed() {
    return true;
  }

  /**
   * Is given the first pickle once it is decoded.
   *
   * @return what is wrong with it beside what the scan sees, or nothing
   */
  default String judge(DecodedPickle first) {
    return "";
  }

  /** How many pickles deep bytes are looked into; 4. */
  default int depth() {
    return 4;
  }
}

package dev.brine.npy.internal.strided;

/** What Java's own arrays can hold. */
public final class JavaArrays {
  /** The longest array that a JVM is sure to make. */
  public static final int LONGEST = Integer.MAX_VALUE - 8;

  private JavaArrays() {}

  /**
   * The length of a Java array for so many elements.
   *
   * @throws ArithmeticException if there is no such array
   */
  public static int length(long size) {
    if (size > LONGEST) {
      throw new ArithmeticException(
          size
              + " elements do not fit a Java array, which holds at most "
              + LONGEST
              + "; take slices of it");
    }
    return (int) size;
  }
}

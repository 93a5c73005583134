package dev.brine.npy.internal.strided;

/** The maximum length of Java arrays. */
public final class JavaArrays {
  /** The length of the longest array that every JVM can allocate. */
  public static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

  private JavaArrays() {}

  /**
   * The length of a Java array for {@code size} elements.
   *
   * @throws ArithmeticException if there is no such array
   */
  public static int length(long size) {
    if (size > MAX_LENGTH) {
      throw new ArithmeticException(
          "%s elements do not fit a Java array, which holds at most %s; take slices of it"
              .formatted(size, MAX_LENGTH));
    }
    return (int) size;
  }
}

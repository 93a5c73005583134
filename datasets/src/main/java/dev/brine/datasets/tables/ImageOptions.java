package dev.brine.datasets.tables;

/**
 * The options of {@link Images#scaled}. Immutable: each method returns a changed copy.
 *
 * @param divisor the number by which each pixel is divided; 255 by default
 * @param memory where the result is allocated; the heap by default
 */
public record ImageOptions(float divisor, Memory memory) {
  /** Division by 255, on the heap. */
  public static final ImageOptions DEFAULT = new ImageOptions(255, Memory.HEAP);

  /** Returns a copy with another divisor. */
  public ImageOptions withDivisor(float value) {
    return new ImageOptions(value, memory);
  }

  /** Returns a copy with another place of allocation. */
  public ImageOptions withMemory(Memory value) {
    return new ImageOptions(divisor, value);
  }
}

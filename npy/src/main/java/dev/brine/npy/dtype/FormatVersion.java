package dev.brine.npy.dtype;

/** The version of the {@code .npy} format, bytes 6 and 7 of a file; each from 0 to 255. */
public record FormatVersion(int major, int minor) {
  /** Length in 2 bytes, header in latin1. */
  public static final FormatVersion V1 = new FormatVersion(1, 0);

  /** Length in 4 bytes, header in latin1. */
  public static final FormatVersion V2 = new FormatVersion(2, 0);

  /** Length in 4 bytes, header in utf8. */
  public static final FormatVersion V3 = new FormatVersion(3, 0);

  /** As {@code 1.0}. */
  @Override
  public String toString() {
    return major + "." + minor;
  }
}

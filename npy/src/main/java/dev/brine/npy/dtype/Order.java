package dev.brine.npy.dtype;

/** The order of the elements of an array in memory or in a file. */
public enum Order {
  /** The last index varies fastest, as in C and NumPy's default. */
  C,
  /** The first index varies fastest, as in Fortran. */
  F
}

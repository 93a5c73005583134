package dev.brine.npy.dtype;

/** The order in which the elements of an array follow one another. */
public enum Order {
  /** The last index varies fastest, as in C and NumPy's default. */
  C,
  /** The first index varies fastest, as in Fortran. */
  F
}

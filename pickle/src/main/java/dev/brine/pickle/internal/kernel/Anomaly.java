package dev.brine.pickle.internal.kernel;

/** How far a pickle strays from those that Python itself writes. */
public enum Anomaly {
  /** No reader accepts it. */
  MALFORMED,
  /** An honest writer does not write it, or its readers disagree about it. */
  UNUSUAL,
  /** A Python that accepts it runs code, or touches memory or files that it should not. */
  HARMFUL
}

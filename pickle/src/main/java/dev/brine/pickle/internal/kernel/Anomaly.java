package dev.brine.pickle.internal.kernel;

/** How suspicious something in a pickle is. */
public enum Anomaly {
  /** No reader accepts it. */
  MALFORMED,
  /** Python does not write it, or readers disagree about its meaning. */
  UNUSUAL,
  /** A Python that accepts it runs code, or touches memory or files that it should not. */
  HARMFUL
}

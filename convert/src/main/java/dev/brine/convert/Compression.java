package dev.brine.convert;

/** How the members of an {@code .npz} are stored. */
public enum Compression {
  /** Deflated if the input is an {@code .npz} with a compressed member, otherwise stored. */
  AS_INPUT,
  /** Uncompressed. */
  STORED,
  /** Compressed. */
  DEFLATED
}

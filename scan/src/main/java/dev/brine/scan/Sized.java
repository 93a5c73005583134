package dev.brine.scan;

/** A stream that knows how many bytes it has at most. */
interface Sized {

  /** Returns how many bytes are left. */
  long size();
}

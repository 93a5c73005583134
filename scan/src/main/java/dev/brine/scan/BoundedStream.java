package dev.brine.scan;

/** A stream that knows its maximum number of remaining bytes. */
interface BoundedStream {

  /** Returns the maximum number of remaining bytes. */
  long size();
}

package dev.brine.scan.internal.source;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read from their start several times. */
@FunctionalInterface
public interface Source {

  /** Opens the bytes at their start. */
  InputStream open() throws IOException;

  /** Returns the bytes from {@code offset} on. */
  default Source from(long offset, Budget work) {
    return () -> {
      InputStream in = open();
      work.charge(offset);
      in.skipNBytes(offset);
      return in;
    };
  }
}

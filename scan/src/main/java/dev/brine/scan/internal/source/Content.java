package dev.brine.scan.internal.source;

import dev.brine.npy.NpzFile;
import java.io.IOException;
import java.io.InputStream;

/** Bytes by position: a file, or part of one that is held in memory. */
public interface Content {

  /** Returns the number of bytes. */
  long size() throws IOException;

  /** Returns the bytes from {@code from} to {@code to}; several streams may be read at once. */
  InputStream stream(long from, long to);

  /**
   * Returns the directory of the zip archive that the bytes are. Closing it leaves the bytes open.
   *
   * @throws dev.brine.error.BrineException if the bytes are not a zip archive, or a damaged one
   */
  NpzFile archive() throws IOException;

  /** Up to {@code count} bytes from {@code from} on. */
  default byte[] bytes(long from, int count) throws IOException {
    long to = Math.min(size(), from + count);
    try (InputStream in = stream(Math.min(from, to), to)) {
      return in.readNBytes(count);
    }
  }
}

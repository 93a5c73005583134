package dev.brine.cli.explain;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The line ends that a file's bytes would be, were they text: what is left of them tells whether a
 * copy in text mode has rewritten them. Of 256 bytes that are LF by chance one follows a CR.
 *
 * @param crlf how often LF follows CR
 * @param lf how often it follows anything else
 */
record LineEnds(long crlf, long lf) {
  /** This many CRLF and no bare LF mean a text-mode transfer. */
  private static final int FEWEST = 3;

  static LineEnds of(Path path) throws IOException {
    long crlf = 0;
    long lf = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      byte[] block = new byte[1 << 16];
      boolean afterCr = false;
      for (int n = in.read(block); n > 0; n = in.read(block)) {
        for (int i = 0; i < n; i++) {
          if (block[i] == '\n') {
            crlf += afterCr ? 1 : 0;
            lf += afterCr ? 0 : 1;
          }
          afterCr = block[i] == '\r';
        }
      }
    }
    return new LineEnds(crlf, lf);
  }

  /** Whether each LF has been given a CR, as far as the bytes can tell. */
  boolean areAllCrlf() {
    return lf == 0 && crlf >= FEWEST;
  }

  /** Whether this many CR can have been removed before an LF: no CRLF is left. */
  boolean canHaveLost(long bytes) {
    return crlf == 0 && bytes > 0 && bytes < lf;
  }
}

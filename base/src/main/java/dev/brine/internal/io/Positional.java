package dev.brine.internal.io;

import dev.brine.error.Location;
import java.io.IOException;

/** The part of a source that its own stream needs: the two do not know each other. */
interface Positional {

  /** The name of the source, for messages; its offset is unknown. */
  Location location();

  /** Reads as a byte source does. */
  int read(long position, byte[] target, int offset, int length) throws IOException;
}

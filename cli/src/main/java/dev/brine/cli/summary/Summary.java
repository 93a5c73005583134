package dev.brine.cli.summary;

import dev.brine.npy.array.NdArray;
import java.io.IOException;

/** Takes an array a part at a time, and then tells about all of it. */
public interface Summary {

  /** Takes some more of the array. */
  void add(NdArray block);

  /** Tells about everything so far. */
  void report(Report report) throws IOException;
}

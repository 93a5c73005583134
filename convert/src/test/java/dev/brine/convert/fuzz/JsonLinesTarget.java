package dev.brine.convert.fuzz;

import dev.brine.convert.TextRows;
import java.io.IOException;

/** JSON lines: arrays that NumPy can open, or a failure and no file. */
public final class JsonLinesTarget {
  private JsonLinesTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    TextFiles.convert(data, TextRows::jsonLines);
  }
}

package dev.brine.convert.fuzz;

import dev.brine.convert.TextRows;
import dev.brine.convert.TextRows.Options.Header;
import java.io.IOException;

/** CSV: arrays that NumPy can open, or a failure and no file. */
public final class CsvTarget {
  private CsvTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    TextFiles.convert(data, path -> TextRows.csv(path));
    TextFiles.convert(data, path -> TextRows.csv(path, o -> o.withHeader(Header.PRESENT)));
  }
}

package dev.brine.datasets.fuzz;

import dev.brine.datasets.internal.keras.DataArchive;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Tar archives: names that lead nowhere, and no more bytes than there are. */
public final class TarTarget {
  private TarTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    DataArchive tar = new DataArchive(new ByteArrayInputStream(data), Location.MEMORY);
    long total = 0;
    try {
      for (String name = tar.next(); name != null; name = tar.next()) {
        if (name.startsWith("/") || ("/" + name + "/").contains("/../")) {
          throw new AssertionError(name + " leads out");
        }
        total += tar.open().readAllBytes().length;
      }
    } catch (BrineException e) {
      // as it should be
    }
    if (total > data.length) {
      throw new AssertionError(total + " bytes out of " + data.length);
    }
  }
}

package dev.brine.datasets;

import dev.brine.error.Location;
import java.io.IOException;
import java.io.InputStream;

/** The small samples that Brine carries, by the names of the real files. */
final class Samples {
  private Samples() {}

  static InputStream open(String name) throws IOException {
    InputStream in = Samples.class.getResourceAsStream("sample/" + name);
    if (in == null) {
      throw new IOException("the sample " + name + " is missing from Brine's jar");
    }
    return in;
  }

  /** What failures call it. */
  static Location location(String name) {
    return Location.of("the sample " + name);
  }
}

package dev.brine.convert.fuzz;

import dev.brine.convert.internal.canonical.CanonicalReader;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Canonical texts: what is read is written and read again as the same. */
public final class JsonTarget {
  private JsonTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    PickleValue value;
    try {
      value = new CanonicalReader(Location.MEMORY).read(data);
    } catch (BrineException e) {
      return;
    }
    String text = PickleText.canonical(value);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    String again = PickleText.canonical(new CanonicalReader(Location.MEMORY).read(utf8));
    if (!again.equals(text)) {
      throw new AssertionError(text + " is read as " + again);
    }
  }
}

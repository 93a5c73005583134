package dev.brine.npy.fuzz;

import dev.brine.npy.internal.literal.Literal;
import dev.brine.npy.internal.literal.LiteralException;
import dev.brine.npy.internal.literal.LiteralParser;
import java.nio.charset.StandardCharsets;

/** Python literals: what is read can be written, and read again as the same. */
public final class LiteralTarget {
  private LiteralTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws LiteralException {
    String text = new String(data, StandardCharsets.UTF_8);
    boolean longSuffix = data.length % 2 == 0;
    Literal literal;
    try {
      literal = LiteralParser.parse(text, longSuffix);
    } catch (LiteralException e) {
      if (e.position() < 0 || e.position() > text.length()) {
        throw new AssertionError("at " + e.position() + " of " + text.length(), e);
      }
      return;
    }
    String repr = literal.repr();
    // 1e999 is inf, which is a name
    if (!repr.contains("inf")) {
      String again = LiteralParser.parse(repr, false).repr();
      if (!again.equals(repr)) {
        throw new AssertionError(repr + " is read as " + again);
      }
    }
  }
}

package dev.brine.pickle.fuzz;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The pickle machine: decoding, disassembling and both ways of writing agree. */
public final class PickleTarget {
  private static final PickleLimits LIMITS =
      PickleLimits.DEFAULT.withHeapBytes(16L << 20).withWalkNodes(20_000).withWalkText(1L << 20);
  private static final PickleOptions STRICT = PickleOptions.DEFAULT.withLimits(LIMITS);
  private static final PickleOptions LENIENT =
      STRICT.withLenient().withEncoding(StringEncoding.LATIN1);

  private PickleTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Outcome strict = decode(data, STRICT);
    Outcome lenient = decode(data, LENIENT);
    Pickle.Decoded decoded = strict.decoded;
    if (decoded != null) {
      check(lenient.decoded != null || !isRule(lenient.failure), "strict read it, lenient did not");
      same(decoded, Pickle.decode(new ByteArrayInputStream(data), Location.MEMORY, 0, STRICT));
    }
    Pickle.Decoded either = decoded != null ? decoded : lenient.decoded;
    if (either != null) {
      long end = disassemble(data);
      long length = either.facts().bytes();
      check(end > 0 && end <= length, "STOP before " + end + ", but " + length + " bytes");
    }
  }

  /** A pickle, or why it is none. */
  private record Outcome(Pickle.@Nullable Decoded decoded, @Nullable BrineException failure) {}

  private static Outcome decode(byte[] data, PickleOptions options) throws IOException {
    Pickle.Decoded decoded;
    try {
      decoded = Pickle.decode(new ByteArrayInputStream(data), Location.MEMORY, 0, options);
    } catch (BrineException e) {
      return new Outcome(null, e);
    }
    write(decoded.value());
    return new Outcome(decoded, null);
  }

  private static void write(PickleValue value) throws IOException {
    try {
      StringBuilder text = new StringBuilder();
      PickleText.writeRepr(value, text, Location.MEMORY, PickleText.Options.DEFAULT, LIMITS);
      check(text.length() > 0, "nothing is shown");
    } catch (BrineException e) {
      check(e.kind() == Kind.LIMIT, "it cannot be shown: " + e.reason());
    }
    try {
      PickleText.writeCanonical(value, OutputStream.nullOutputStream(), Location.MEMORY, LIMITS);
    } catch (BrineException e) {
      check(e.kind() == Kind.LIMIT || e.kind() == Kind.UNSUPPORTED, e.reason());
    }
  }

  /** Two decodings of one pickle have one canonical form. */
  private static void same(Pickle.Decoded one, Pickle.Decoded other) throws IOException {
    check(canonical(one).equals(canonical(other)), "decoded twice, with different values");
  }

  private static String canonical(Pickle.Decoded decoded) throws IOException {
    try {
      return PickleText.sha256(decoded.value(), Location.MEMORY, LIMITS);
    } catch (BrineException e) {
      return e.reason();
    }
  }

  /** Reads all opcodes; the offset behind the STOP, or -1 if there is none. */
  private static long disassemble(byte[] data) throws IOException {
    Pickle.Disassembly opcodes = Pickle.disassemble(data);
    long last = -1;
    try {
      Pickle.Instruction next = opcodes.next();
      while (next != null) {
        check(next.offset() > last, "opcodes go back");
        last = next.offset();
        next = opcodes.next();
      }
      return last + 1;
    } catch (BrineException e) {
      return -1;
    }
  }

  /** Whether it broke the rules of pickles; another encoding may ask for more memory, or sort. */
  private static boolean isRule(@Nullable BrineException failure) {
    return failure != null
        && (failure.kind() == Kind.MALFORMED
            || failure.kind() == Kind.TRUNCATED
            || failure.kind() == Kind.FRAME
            || failure.kind() == Kind.REFUSED);
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }
}

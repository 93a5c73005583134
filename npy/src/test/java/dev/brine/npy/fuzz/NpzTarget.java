package dev.brine.npy.fuzz;

import dev.brine.error.BrineException;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.npy.NpyStream;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.StringEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Whole files: as an archive if they begin like one, and whatever they are as an array, as arrays
 * in a stream, and as the value of {@code np.load}. The ways to one array agree.
 */
public final class NpzTarget {
  private static final int MOST_MEMBERS = 16;
  private static final PickleLimits LIMITS =
      PickleLimits.DEFAULT.withHeapBytes(16L << 20).withWalkNodes(20_000).withWalkText(1L << 20);

  private NpzTarget() {}

  private static LoadOptions options(LoadOptions defaults) {
    return defaults.withLimits(LIMITS).withEncoding(StringEncoding.LATIN1);
  }

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    if (data.length > 1 && data[0] == 'P' && data[1] == 'K') {
      archive(data);
    } else {
      array(data);
    }
  }

  private static void archive(byte[] data) throws IOException {
    try (NpzFile file = NpzFile.open(data, NpzTarget::options)) {
      List<NpzMember> members = file.members();
      for (NpzMember member : members.subList(0, Math.min(MOST_MEMBERS, members.size()))) {
        try {
          if (file.isArray(member)) {
            use(file.get(member));
          }
        } catch (BrineException e) {
          // the others may be fine
        }
      }
    } catch (BrineException e) {
      // as it should be
    }
  }

  private static void array(byte[] data) throws IOException {
    String whole = null;
    try {
      NdArray array = Npy.load(data, NpzTarget::options);
      use(array);
      whole = digest(array);
    } catch (BrineException e) {
      // as it should be
    }
    String first = null;
    try (NpyStream arrays = NpyStream.of(new ByteArrayInputStream(data), NpzTarget::options)) {
      NdArray next = arrays.next();
      first = next == null ? null : digest(next);
      while (next != null) {
        next = arrays.next();
      }
    } catch (BrineException e) {
      // as it should be
    }
    if (whole != null && !whole.equals(first)) {
      throw new AssertionError("loaded as " + whole + ", streamed as " + first);
    }
  }

  private static void use(NdArray array) {
    if (array.toString().isEmpty()) {
      throw new AssertionError("nothing is shown");
    }
    digest(array);
    if (array instanceof ObjectArray) {
      try {
        array.asRaggedInts();
      } catch (IllegalStateException | ArithmeticException e) {
        // not every array has rows
      }
    }
  }

  private static String digest(NdArray array) {
    try {
      return array.digest();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof BrineException failure) {
        // an array that contains itself, or has records in it
        return failure.reason();
      }
      throw e;
    }
  }
}

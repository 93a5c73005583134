package dev.brine.npy.array;

import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.ValueOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The canonical form of a masked array: {@code {"masked":{"data":…,"mask":…,"fill":…}}}. */
final class CanonicalMasked implements ValueOutput.Steps {
  private static final String[] NAMES = {"{\"masked\":{\"data\":", ",\"mask\":", ",\"fill\":"};

  private final PickleValue[] parts;
  private int next;

  CanonicalMasked(NdArray data, NdArray mask, PickleValue fill) {
    parts =
        new PickleValue[] {
          ArrayValue.of(data, "numpy.ndarray"), ArrayValue.of(mask, "numpy.ndarray"), fill
        };
  }

  @Override
  public @Nullable PickleValue next(ValueOutput out) throws IOException {
    if (next == parts.length) {
      out.raw("}}");
      return null;
    }
    out.raw(NAMES[next]);
    return parts[next++];
  }
}

package dev.brine.npy.array;

import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.ValueOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of an array: {@code {"ndarray":{"descr":…,"shape":[…],"items":[…]}}}, the
 * items flat in C order. Elements in bytes are written at once, Python values handed out one by
 * one.
 */
final class CanonicalArray implements ValueOutput.Steps {
  private final NdArray array;
  private int next = -1;

  CanonicalArray(NdArray array) {
    this.array = array;
  }

  @Override
  public @Nullable PickleValue next(ValueOutput out) throws IOException {
    if (next < 0) {
      next = 0;
      CanonicalHead.write(array.dtype(), array.shape(), out);
      if (array instanceof BufferArray elements) {
        new CanonicalElements(out).write(elements);
      }
    }
    if (next >= array.childCount()) {
      out.raw("]}}");
      return null;
    }
    if (next > 0) {
      out.raw(",");
    }
    return array.child(next++);
  }
}

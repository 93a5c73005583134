package dev.brine.datasets.internal.reviews;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.NdArrays;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;

/** The labels of a part from which {@code maxlen} left nothing. */
final class EmptyLabels {
  private EmptyLabels() {}

  /** Of float64: Keras keeps filtered labels in a list, and NumPy takes an empty one for that. */
  static NdArray afterFilter() {
    return NdArrays.zeros(DTypes.FLOAT64, Shape.of(0));
  }
}

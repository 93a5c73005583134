package dev.brine.npy.internal.strided;

import dev.brine.npy.dtype.Shape;

/** The shape that a reshape asks for. */
public final class Reshape {
  private Reshape() {}

  /** The shape of {@code dims}, of which one may be -1: what is left of the size. */
  public static Shape target(Shape from, long[] dims) {
    int unknown = -1;
    long[] known = dims.clone();
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] == -1) {
        if (unknown >= 0) {
          throw new IllegalArgumentException("can only specify one unknown dimension");
        }
        unknown = i;
        known[i] = 1;
      }
    }
    long product = Shape.of(known).size();
    if (unknown < 0) {
      return Shape.of(known);
    }
    if (product == 0 || from.size() % product != 0) {
      throw new IllegalArgumentException(
          "cannot reshape array of size "
              + from.size()
              + " with one unknown dimension into "
              + Shape.of(known));
    }
    known[unknown] = from.size() / product;
    return Shape.of(known);
  }
}

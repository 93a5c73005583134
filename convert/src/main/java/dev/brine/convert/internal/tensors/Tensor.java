package dev.brine.convert.internal.tensors;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;

/**
 * What a header says of a tensor.
 *
 * @param from where its bytes begin, counted from the end of the header
 * @param to where they end
 */
record Tensor(String name, DType dtype, Shape shape, long from, long to) {}

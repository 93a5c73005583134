package dev.brine.datasets;

import dev.brine.npy.array.NdArray;

/**
 * One part of a data set.
 *
 * @param x the examples
 * @param y the labels, one an example, along the first axis
 * @param <X> the type of the examples
 */
public record Examples<X>(X x, NdArray y) {}

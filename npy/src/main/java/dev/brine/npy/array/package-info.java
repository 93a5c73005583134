/**
 * Arrays: {@link dev.brine.npy.array.NdArray} and its kinds, one per family of dtypes. Values of
 * this package know nothing of files.
 */
@NullMarked
package dev.brine.npy.array;

import org.jspecify.annotations.NullMarked;

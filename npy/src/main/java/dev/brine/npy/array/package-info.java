/**
 * Arrays: {@link dev.brine.npy.array.NdArray} and its kinds, one per family of dtypes. The classes
 * here do not depend on files.
 */
@NullMarked
package dev.brine.npy.array;

import org.jspecify.annotations.NullMarked;

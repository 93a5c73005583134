/**
 * The description of an array: dtypes, shapes, and headers. A dtype has everything that NumPy's has
 * except metadata, which {@code .npy} files cannot contain.
 */
@NullMarked
package dev.brine.npy.dtype;

import org.jspecify.annotations.NullMarked;

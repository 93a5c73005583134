/**
 * What an array is made of: dtypes, shapes, and the header that says both. A dtype carries all that
 * NumPy's own does except metadata, which no {@code .npy} file can hold and no element needs.
 */
@NullMarked
package dev.brine.npy.dtype;

import org.jspecify.annotations.NullMarked;

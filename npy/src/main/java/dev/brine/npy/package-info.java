/**
 * Reading and writing of NumPy's files; {@link dev.brine.npy.Npy} and {@link dev.brine.npy.NpzFile}
 * are the entry points.
 */
@NullMarked
package dev.brine.npy;

import org.jspecify.annotations.NullMarked;

/** The doors: {@link dev.brine.npy.Npy} and {@link dev.brine.npy.NpzFile} open NumPy's files. */
@NullMarked
package dev.brine.npy;

import org.jspecify.annotations.NullMarked;

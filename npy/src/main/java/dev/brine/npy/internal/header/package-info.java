/** Reads and writes the headers of {@code .npy} files. */
@NullMarked
package dev.brine.npy.internal.header;

import org.jspecify.annotations.NullMarked;

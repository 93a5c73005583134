/** Reads the elements of arrays from sources and streams. */
@NullMarked
package dev.brine.npy.internal.load;

import org.jspecify.annotations.NullMarked;

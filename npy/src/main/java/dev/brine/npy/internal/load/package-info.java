/** From a stream or source of bytes to an array: the header, then elements or a pickle. */
@NullMarked
package dev.brine.npy.internal.load;

import org.jspecify.annotations.NullMarked;

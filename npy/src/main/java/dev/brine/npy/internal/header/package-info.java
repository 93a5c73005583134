/** The header of an {@code .npy} file: from its bytes to what they say, and back. */
@NullMarked
package dev.brine.npy.internal.header;

import org.jspecify.annotations.NullMarked;

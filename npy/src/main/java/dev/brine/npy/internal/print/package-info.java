/** The text of elements and arrays, as NumPy's {@code str()} shows them. */
@NullMarked
package dev.brine.npy.internal.print;

import org.jspecify.annotations.NullMarked;

/** Brings the elements of arrays from files into memory, as the bytes they are. */
@NullMarked
package dev.brine.npy.internal.element;

import org.jspecify.annotations.NullMarked;

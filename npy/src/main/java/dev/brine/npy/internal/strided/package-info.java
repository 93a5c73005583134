/**
 * Elements in memory: where they are, how numbers and strings are stored in bytes, and how many of
 * them are copied or hashed at once. Arrays are built on these kernels.
 */
@NullMarked
package dev.brine.npy.internal.strided;

import org.jspecify.annotations.NullMarked;

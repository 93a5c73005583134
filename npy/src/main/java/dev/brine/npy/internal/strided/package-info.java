/**
 * Elements in memory: their positions, numbers and strings as bytes, and loops that copy or hash
 * many of them. Arrays are built on this package.
 */
@NullMarked
package dev.brine.npy.internal.strided;

import org.jspecify.annotations.NullMarked;

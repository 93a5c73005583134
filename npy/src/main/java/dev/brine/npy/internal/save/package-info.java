/** From arrays to the bytes of {@code .npy}. */
@NullMarked
package dev.brine.npy.internal.save;

import org.jspecify.annotations.NullMarked;

/** The Python literals that an .npy header may hold: their parser, their values, their repr. */
@NullMarked
package dev.brine.npy.internal.literal;

import org.jspecify.annotations.NullMarked;

/** Python literals in .npy headers: parser, values and repr. */
@NullMarked
package dev.brine.npy.internal.literal;

import org.jspecify.annotations.NullMarked;

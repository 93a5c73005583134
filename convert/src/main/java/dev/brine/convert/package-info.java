/** Conversion between the kinds of files that hold arrays. */
@NullMarked
package dev.brine.convert;

import org.jspecify.annotations.NullMarked;

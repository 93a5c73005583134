/** Conversion between the kinds of files that hold arrays. */
@NullMarked
package dev.brine.convert;

import dev.brine.convert.PickleFree.Conversion;
import org.jspecify.annotations.NullMarked;

/** Reads object arrays back from the members of a pickle-free archive. */
@NullMarked
package dev.brine.convert.internal.picklefree;

import org.jspecify.annotations.NullMarked;

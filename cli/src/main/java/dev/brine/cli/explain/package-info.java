/** {@code brine explain} says what a file is, why NumPy refuses it, and what to do about it. */
@NullMarked
package dev.brine.cli.explain;

import org.jspecify.annotations.NullMarked;

/** Whatever the bytes: a right value or a typed failure. */
@NullMarked
package dev.brine.convert.fuzz;

import org.jspecify.annotations.NullMarked;

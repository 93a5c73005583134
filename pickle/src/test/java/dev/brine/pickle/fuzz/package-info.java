/** Whatever the bytes: a right value or a typed failure. */
@NullMarked
package dev.brine.pickle.fuzz;

import org.jspecify.annotations.NullMarked;

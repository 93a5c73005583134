/**
 * Python values as a pickle describes them. They are immutable and inert, and never contain code.
 */
@NullMarked
package dev.brine.pickle.value;

import org.jspecify.annotations.NullMarked;

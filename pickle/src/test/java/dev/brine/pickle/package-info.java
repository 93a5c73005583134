/** What the doors promise, seen from outside. */
@NullMarked
package dev.brine.pickle;

import org.jspecify.annotations.NullMarked;

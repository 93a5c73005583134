/** Files to measure with, written as NumPy 1.x writes them, so that nothing need be fetched. */
@NullMarked
package dev.brine.bench.made;

import org.jspecify.annotations.NullMarked;

/** From what is loaded to tables of numbers, as models take them: padded, counted, scaled. */
@NullMarked
package dev.brine.datasets.packed;

import org.jspecify.annotations.NullMarked;

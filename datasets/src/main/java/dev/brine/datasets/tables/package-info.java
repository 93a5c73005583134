/** From what is loaded to tables of numbers, as models take them: padded, counted, scaled. */
@NullMarked
package dev.brine.datasets.tables;

import org.jspecify.annotations.NullMarked;

/** Converts loaded data to model input: pads, counts and scales it. */
@NullMarked
package dev.brine.datasets.tables;

import org.jspecify.annotations.NullMarked;

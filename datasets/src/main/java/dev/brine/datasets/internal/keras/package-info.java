/** Reads the formats of Keras' datasets, and shuffles with NumPy's random numbers as Keras does. */
@NullMarked
package dev.brine.datasets.internal.keras;

import org.jspecify.annotations.NullMarked;

/** The formats of Keras' dataset files, and NumPy's random generator that Keras shuffles with. */
@NullMarked
package dev.brine.datasets.internal.keras;

import org.jspecify.annotations.NullMarked;

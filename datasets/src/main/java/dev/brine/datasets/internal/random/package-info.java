/** NumPy's legacy random numbers, as far as Keras' data sets use them. */
@NullMarked
package dev.brine.datasets.internal.random;

import org.jspecify.annotations.NullMarked;

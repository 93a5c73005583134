/** Loads the datasets of {@code keras.datasets} and their word indexes. */
@NullMarked
package dev.brine.datasets;

import org.jspecify.annotations.NullMarked;

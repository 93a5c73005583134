/** Finds a file in Keras' cache, or downloads it, and checks its hash, as {@code get_file} does. */
@NullMarked
package dev.brine.datasets.internal.cache;

import org.jspecify.annotations.NullMarked;

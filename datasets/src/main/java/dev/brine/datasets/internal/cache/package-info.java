/** Keras' {@code get_file}: finds a file in the cache, or downloads it, and checks its hash. */
@NullMarked
package dev.brine.datasets.internal.cache;

import org.jspecify.annotations.NullMarked;

/** Keras' {@code get_file}: a file by its hash, from the cache or from where it is published. */
@NullMarked
package dev.brine.datasets.internal.cache;

import org.jspecify.annotations.NullMarked;

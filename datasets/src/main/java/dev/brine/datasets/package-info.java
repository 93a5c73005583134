/** {@code keras.datasets}: the loaders, what they return, and the words behind their numbers. */
@NullMarked
package dev.brine.datasets;

import org.jspecify.annotations.NullMarked;

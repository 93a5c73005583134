/** {@code keras.datasets}: the loaders, the datasets they return, and the word indexes. */
@NullMarked
package dev.brine.datasets;

import org.jspecify.annotations.NullMarked;

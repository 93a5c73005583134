/** {@code brine load} and {@code brine datasets}: the datasets of keras.datasets. */
@NullMarked
package dev.brine.cli.load;

import org.jspecify.annotations.NullMarked;

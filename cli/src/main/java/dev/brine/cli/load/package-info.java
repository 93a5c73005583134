/** {@code brine load}: data sets of keras.datasets. */
@NullMarked
package dev.brine.cli.load;

import org.jspecify.annotations.NullMarked;

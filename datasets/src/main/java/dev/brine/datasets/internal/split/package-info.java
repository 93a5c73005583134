/** Where Keras cuts a shuffled data set into train and test. */
@NullMarked
package dev.brine.datasets.internal.split;

import org.jspecify.annotations.NullMarked;

/** Keras' word index, a JSON object of words and ranks, read without making a string per word. */
@NullMarked
package dev.brine.datasets.internal.words;

import org.jspecify.annotations.NullMarked;

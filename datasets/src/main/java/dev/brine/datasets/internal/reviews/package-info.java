/** From the members of {@code imdb.npz} and {@code reuters.npz} to texts as Keras gives them. */
@NullMarked
package dev.brine.datasets.internal.reviews;

import org.jspecify.annotations.NullMarked;

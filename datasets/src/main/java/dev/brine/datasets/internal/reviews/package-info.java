/** From the members of {@code imdb.npz} to reviews as Keras gives them. */
@NullMarked
package dev.brine.datasets.internal.reviews;

import org.jspecify.annotations.NullMarked;

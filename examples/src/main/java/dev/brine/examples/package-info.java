/** Small programs that go from a data set to a trained model. */
@NullMarked
package dev.brine.examples;

import org.jspecify.annotations.NullMarked;

/** From the values of a pickle to Java's own types. */
@NullMarked
package dev.brine.pickle.internal.java;

import org.jspecify.annotations.NullMarked;

/** Conversions between numbers that Java 17 lacks, or does not do as Python and NumPy do. */
@NullMarked
package dev.brine.internal.number;

import org.jspecify.annotations.NullMarked;

/** Reads the rows of CSV and JSON lines as arrays. */
@NullMarked
package dev.brine.convert.internal.text;

import org.jspecify.annotations.NullMarked;

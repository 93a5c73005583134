/** Rows of text, CSV or JSON lines, as arrays. */
@NullMarked
package dev.brine.convert.internal.text;

import org.jspecify.annotations.NullMarked;

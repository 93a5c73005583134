/** Rows of text, CSV or JSON lines, as arrays. */
@NullMarked
package dev.brine.convert.internal.table;

import org.jspecify.annotations.NullMarked;

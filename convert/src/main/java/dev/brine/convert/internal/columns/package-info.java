/** Arrays made from Java's values, and lists from arrays. */
@NullMarked
package dev.brine.convert.internal.columns;

import org.jspecify.annotations.NullMarked;

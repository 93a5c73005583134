/** The one family of failures that bad input can cause, and where in a file they happened. */
@NullMarked
package dev.brine.error;

import org.jspecify.annotations.NullMarked;

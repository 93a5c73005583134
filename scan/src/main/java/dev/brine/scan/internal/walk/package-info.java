/** The way through pickles, arrays and the containers they lie in. */
@NullMarked
package dev.brine.scan.internal.walk;

import org.jspecify.annotations.NullMarked;

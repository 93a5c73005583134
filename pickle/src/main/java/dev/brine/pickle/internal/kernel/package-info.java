/** What values are built on, and know no values themselves: for this project's modules only. */
@NullMarked
package dev.brine.pickle.internal.kernel;

import org.jspecify.annotations.NullMarked;

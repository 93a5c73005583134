/** Decodes pickles into inert values; start with {@link dev.brine.pickle.Pickle}. */
@NullMarked
package dev.brine.pickle;

import org.jspecify.annotations.NullMarked;

/** The door: {@link dev.brine.pickle.Pickle} decodes a pickle into inert values. */
@NullMarked
package dev.brine.pickle;

import org.jspecify.annotations.NullMarked;

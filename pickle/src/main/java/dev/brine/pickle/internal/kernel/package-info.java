/** Foundations of the values, which do not depend on them; for this project's modules only. */
@NullMarked
package dev.brine.pickle.internal.kernel;

import org.jspecify.annotations.NullMarked;

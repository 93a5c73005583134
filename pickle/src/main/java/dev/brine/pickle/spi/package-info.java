/** Tables of exact (module, name) pairs, and what a known pair builds. */
@NullMarked
package dev.brine.pickle.spi;

import org.jspecify.annotations.NullMarked;

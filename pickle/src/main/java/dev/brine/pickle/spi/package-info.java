/**
 * For Brine's own modules: tables of exact (module, name) pairs, what a known pair builds, and how
 * such values are written.
 */
@NullMarked
package dev.brine.pickle.spi;

import org.jspecify.annotations.NullMarked;

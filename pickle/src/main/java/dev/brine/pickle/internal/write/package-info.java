/**
 * From values to opcodes: what is written for each kind, in which order, what is memoised, and
 * where frames begin. All as CPython's pickler in C does it, so that the bytes are the same.
 */
@NullMarked
package dev.brine.pickle.internal.write;

import org.jspecify.annotations.NullMarked;

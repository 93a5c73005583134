/**
 * Writes values as opcodes. The opcodes, their order, the memo and the frames are those of
 * CPython's pickler in C, so that the bytes are identical.
 */
@NullMarked
package dev.brine.pickle.internal.write;

import org.jspecify.annotations.NullMarked;

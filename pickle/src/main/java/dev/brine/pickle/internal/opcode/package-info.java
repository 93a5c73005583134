/**
 * The opcodes, and the reader that takes them and their arguments off a stream, frames included.
 */
@NullMarked
package dev.brine.pickle.internal.opcode;

import org.jspecify.annotations.NullMarked;

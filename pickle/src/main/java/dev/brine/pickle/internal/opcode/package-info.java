/** The opcodes, and the reader of opcodes, arguments and frames. */
@NullMarked
package dev.brine.pickle.internal.opcode;

import org.jspecify.annotations.NullMarked;

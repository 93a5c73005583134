/** The machine that runs a pickle's opcodes: a stack, a memo, and values that come out of them. */
@NullMarked
package dev.brine.pickle.internal.machine;

import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house that a compiler cannot hold: which floor may look at which, and what no
 * room may contain.
 *
 * <p>They stand with the command because it is the outermost module that users get: every other one
 * is on its class path, so one look sees the whole house, and a cycle through three modules as well
 * as one inside a package. A rule about something that is not built yet passes.
 */
@NullMarked
package dev.brine.architecture;

import org.jspecify.annotations.NullMarked;

/** Scanning: the machine that decodes, told to go on and to report what a pickle asks for. */
@NullMarked
package dev.brine.pickle.internal.scan;

import org.jspecify.annotations.NullMarked;

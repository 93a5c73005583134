/**
 * Python's own inert types: the exact names under which pickles spell them, and what they build.
 */
@NullMarked
package dev.brine.pickle.internal.python;

import org.jspecify.annotations.NullMarked;

/** The pickle-free convention: what becomes of each kind of object array, and back. */
@NullMarked
package dev.brine.convert.internal.free;

import org.jspecify.annotations.NullMarked;

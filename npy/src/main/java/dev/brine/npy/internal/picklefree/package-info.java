/** Object arrays as members that need no pickle: the layout of {@code docs/pickle-free.md}. */
@NullMarked
package dev.brine.npy.internal.picklefree;

import org.jspecify.annotations.NullMarked;

/** Object arrays as members without a pickle: the layout of {@code docs/pickle-free.md}. */
@NullMarked
package dev.brine.npy.internal.picklefree;

import org.jspecify.annotations.NullMarked;

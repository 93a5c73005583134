/** Tar archives, read in one pass and in memory: nothing is ever extracted. */
@NullMarked
package dev.brine.datasets.internal.tar;

import org.jspecify.annotations.NullMarked;

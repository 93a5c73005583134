/** Tar archives that contain datasets, read in one pass; nothing is extracted. */
@NullMarked
package dev.brine.datasets.internal.tar;

import org.jspecify.annotations.NullMarked;

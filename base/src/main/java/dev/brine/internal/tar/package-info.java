/** Tar archives, read in one pass as Python's tarfile reads them; nothing is extracted. */
@NullMarked
package dev.brine.internal.tar;

import org.jspecify.annotations.NullMarked;

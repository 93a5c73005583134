/** Scans files for anything but data. Nothing in the files is ever run. */
@NullMarked
package dev.brine.scan;

import org.jspecify.annotations.NullMarked;

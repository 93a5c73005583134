/** Scans files for anything but data. Nothing in them is ever run. */
@NullMarked
package dev.brine.scan;

import org.jspecify.annotations.NullMarked;

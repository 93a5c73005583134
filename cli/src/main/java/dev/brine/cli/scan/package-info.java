/** {@code brine scan}: checks whether files contain anything but data. */
@NullMarked
package dev.brine.cli.scan;

import org.jspecify.annotations.NullMarked;

/** {@code brine scan}: whether files hold anything but data. */
@NullMarked
package dev.brine.cli.scan;

import org.jspecify.annotations.NullMarked;

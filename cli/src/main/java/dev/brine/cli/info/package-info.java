/** {@code brine info}: all that a header says. */
@NullMarked
package dev.brine.cli.info;

import org.jspecify.annotations.NullMarked;

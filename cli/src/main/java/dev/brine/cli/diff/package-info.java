/** {@code brine diff}: what differs between two files. */
@NullMarked
package dev.brine.cli.diff;

import org.jspecify.annotations.NullMarked;

/** The files of a command line, opened: their parts, and what goes wrong with them. */
@NullMarked
package dev.brine.cli.input;

import org.jspecify.annotations.NullMarked;

/** The command line: what a command is, its options, and the files that it names. */
@NullMarked
package dev.brine.cli.input;

import org.jspecify.annotations.NullMarked;

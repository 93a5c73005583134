package dev.brine.cli.command;

import java.io.PrintStream;

/**
 * Where a command writes: results to standard output, all else to standard error.
 *
 * @param out for results
 * @param err for messages and progress
 * @param terminal whether a person watches standard error, so that progress makes sense
 */
public record Console(PrintStream out, PrintStream err, boolean terminal) {}

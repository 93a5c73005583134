/** What every command is, and what it talks to. */
@NullMarked
package dev.brine.cli.command;

import org.jspecify.annotations.NullMarked;

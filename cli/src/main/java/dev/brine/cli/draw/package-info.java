/** Pictures as text for a terminal. */
@NullMarked
package dev.brine.cli.draw;

import org.jspecify.annotations.NullMarked;

/** Text and JSON for values, tables, images and numbers. */
@NullMarked
package dev.brine.cli.print;

import org.jspecify.annotations.NullMarked;

/** {@code brine ls}: a line an array. */
@NullMarked
package dev.brine.cli.ls;

import org.jspecify.annotations.NullMarked;

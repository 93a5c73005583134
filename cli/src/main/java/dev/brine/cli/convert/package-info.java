/** {@code brine convert}. */
@NullMarked
package dev.brine.cli.convert;

import org.jspecify.annotations.NullMarked;

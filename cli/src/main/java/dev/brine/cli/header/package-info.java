/** What headers say, in words and in JSON. */
@NullMarked
package dev.brine.cli.header;

import org.jspecify.annotations.NullMarked;

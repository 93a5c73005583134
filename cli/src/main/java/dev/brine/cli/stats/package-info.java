/** {@code brine stats}: summaries of arrays, printed. */
@NullMarked
package dev.brine.cli.stats;

import org.jspecify.annotations.NullMarked;

/** Numbers, tables and histograms as text for a terminal of 80 columns. */
@NullMarked
package dev.brine.cli.text;

import org.jspecify.annotations.NullMarked;

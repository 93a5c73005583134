/** {@code brine head} and {@code brine cat}: rows as text, CSV or JSON. */
@NullMarked
package dev.brine.cli.rows;

import org.jspecify.annotations.NullMarked;

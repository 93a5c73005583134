/** Elements of arrays as text and as JSON, and whether two are the same. */
@NullMarked
package dev.brine.cli.element;

import org.jspecify.annotations.NullMarked;

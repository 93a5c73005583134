/** What there is to say about all elements of an array together. */
@NullMarked
package dev.brine.cli.summary;

import org.jspecify.annotations.NullMarked;

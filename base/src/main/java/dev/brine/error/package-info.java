/** The exceptions that invalid input causes, and the location in the file where they occurred. */
@NullMarked
package dev.brine.error;

import org.jspecify.annotations.NullMarked;

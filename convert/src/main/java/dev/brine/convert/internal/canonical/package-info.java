/** Reads values from their canonical JSON. */
@NullMarked
package dev.brine.convert.internal.canonical;

import org.jspecify.annotations.NullMarked;

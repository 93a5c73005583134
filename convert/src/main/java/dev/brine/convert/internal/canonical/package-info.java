/** The canonical form's JSON, read back. */
@NullMarked
package dev.brine.convert.internal.canonical;

import org.jspecify.annotations.NullMarked;

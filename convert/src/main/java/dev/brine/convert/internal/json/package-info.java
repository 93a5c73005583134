/** The canonical form's JSON, read back. */
@NullMarked
package dev.brine.convert.internal.json;

import org.jspecify.annotations.NullMarked;

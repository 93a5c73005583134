/** Sources of bytes, and the budget of bytes to scan. */
@NullMarked
package dev.brine.scan.internal.source;

import org.jspecify.annotations.NullMarked;

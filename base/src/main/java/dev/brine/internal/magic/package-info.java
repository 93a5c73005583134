/** Recognition of file formats by their first bytes. */
@NullMarked
package dev.brine.internal.magic;

import org.jspecify.annotations.NullMarked;

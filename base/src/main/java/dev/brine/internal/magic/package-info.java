/** What a file is, by its first bytes. */
@NullMarked
package dev.brine.internal.magic;

import org.jspecify.annotations.NullMarked;

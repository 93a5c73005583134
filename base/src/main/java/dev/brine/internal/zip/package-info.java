/**
 * Zip archives as NumPy and Python write them: the directory, the members' positions, and checked
 * streams of their bytes. Follows PKWARE's APPNOTE 6.3.10, and CPython's {@code zipfile} where that
 * leaves a choice.
 */
@NullMarked
package dev.brine.internal.zip;

import org.jspecify.annotations.NullMarked;

/** Streams of gzip, zlib and bare deflate, read as Python's gzip and zlib modules read them. */
@NullMarked
package dev.brine.internal.gzip;

import org.jspecify.annotations.NullMarked;

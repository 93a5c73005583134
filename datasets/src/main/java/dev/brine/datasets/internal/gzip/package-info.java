/** Gzip files, whose failures name the file and the place in what they unpack to. */
@NullMarked
package dev.brine.datasets.internal.gzip;

import org.jspecify.annotations.NullMarked;

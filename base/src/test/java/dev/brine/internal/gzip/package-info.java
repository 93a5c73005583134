@NullMarked
package dev.brine.internal.gzip;

import org.jspecify.annotations.NullMarked;

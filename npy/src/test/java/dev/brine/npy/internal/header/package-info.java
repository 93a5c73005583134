@NullMarked
package dev.brine.npy.internal.header;

import org.jspecify.annotations.NullMarked;

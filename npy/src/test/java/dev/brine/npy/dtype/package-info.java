@NullMarked
package dev.brine.npy.dtype;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.brine.npy.internal.object;

import org.jspecify.annotations.NullMarked;

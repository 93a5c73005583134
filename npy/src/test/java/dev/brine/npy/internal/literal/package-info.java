@NullMarked
package dev.brine.npy.internal.literal;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.brine.npy.internal.io;

import org.jspecify.annotations.NullMarked;

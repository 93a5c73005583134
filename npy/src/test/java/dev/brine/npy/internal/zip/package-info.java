@NullMarked
package dev.brine.npy.internal.zip;

import org.jspecify.annotations.NullMarked;

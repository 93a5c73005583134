/** Random access to the bytes of files, channels and arrays, from several threads at once. */
@NullMarked
package dev.brine.internal.io;

import org.jspecify.annotations.NullMarked;

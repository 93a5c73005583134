@NullMarked
package dev.brine.internal.io;

import org.jspecify.annotations.NullMarked;

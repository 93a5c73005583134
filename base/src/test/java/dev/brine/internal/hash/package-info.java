@NullMarked
package dev.brine.internal.hash;

import org.jspecify.annotations.NullMarked;

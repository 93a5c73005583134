@NullMarked
package dev.brine.internal.number;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.brine.error;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.brine.internal.zip;

import org.jspecify.annotations.NullMarked;

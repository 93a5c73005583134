@NullMarked
package dev.brine.internal.magic;

import org.jspecify.annotations.NullMarked;

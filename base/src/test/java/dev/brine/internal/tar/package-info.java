@NullMarked
package dev.brine.internal.tar;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.brine.internal.parallel;

import org.jspecify.annotations.NullMarked;

/** Work on more than one thread. */
@NullMarked
package dev.brine.internal.parallel;

import org.jspecify.annotations.NullMarked;

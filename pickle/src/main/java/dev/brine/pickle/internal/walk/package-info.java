/** What all code that walks values has in common. */
@NullMarked
package dev.brine.pickle.internal.walk;

import org.jspecify.annotations.NullMarked;

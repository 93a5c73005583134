/** Python values as a pickle describes them: immutable, inert, and never holding a class's code. */
@NullMarked
package dev.brine.pickle.value;

import org.jspecify.annotations.NullMarked;

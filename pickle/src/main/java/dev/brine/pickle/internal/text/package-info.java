/** Values written as text: the canonical form, and one for people to read. */
@NullMarked
package dev.brine.pickle.internal.text;

import org.jspecify.annotations.NullMarked;

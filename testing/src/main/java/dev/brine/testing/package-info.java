/** What the tests of several modules use. */
@NullMarked
package dev.brine.testing;

import org.jspecify.annotations.NullMarked;

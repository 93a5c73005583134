/** Where bytes come from, and how many of them may be looked at. */
@NullMarked
package dev.brine.scan.internal.source;

import org.jspecify.annotations.NullMarked;

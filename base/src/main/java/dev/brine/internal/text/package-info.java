/** Text from files made safe to show. */
@NullMarked
package dev.brine.internal.text;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.brine.internal.text;

import org.jspecify.annotations.NullMarked;

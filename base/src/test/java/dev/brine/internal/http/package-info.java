@NullMarked
package dev.brine.internal.http;

import org.jspecify.annotations.NullMarked;

/** Files on web servers as byte sources: only what is needed of them is fetched. */
@NullMarked
package dev.brine.internal.http;

import org.jspecify.annotations.NullMarked;

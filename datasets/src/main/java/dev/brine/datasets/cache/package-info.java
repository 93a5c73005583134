/** How data sets are downloaded and kept: the options, the progress, and what can go wrong. */
@NullMarked
package dev.brine.datasets.cache;

import org.jspecify.annotations.NullMarked;

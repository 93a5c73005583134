/** How datasets are downloaded and cached: options, progress and exceptions. */
@NullMarked
package dev.brine.datasets.cache;

import org.jspecify.annotations.NullMarked;

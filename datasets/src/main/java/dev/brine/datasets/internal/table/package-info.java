/** Members that are plain arrays of numbers: images, and tables of houses. */
@NullMarked
package dev.brine.datasets.internal.table;

import org.jspecify.annotations.NullMarked;

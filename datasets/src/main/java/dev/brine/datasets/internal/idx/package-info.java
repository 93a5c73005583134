/** IDX, the format of the original MNIST files: a magic number, lengths, and bytes. */
@NullMarked
package dev.brine.datasets.internal.idx;

import org.jspecify.annotations.NullMarked;

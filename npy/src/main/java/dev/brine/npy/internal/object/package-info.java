/**
 * NumPy's names in pickles, and what they build: arrays, dtypes, scalars. Every state is checked
 * before anything is allocated from it; NumPy's own constructors are not safe against a bad one.
 */
@NullMarked
package dev.brine.npy.internal.object;

import org.jspecify.annotations.NullMarked;

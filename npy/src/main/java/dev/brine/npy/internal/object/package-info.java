/**
 * Arrays, dtypes and scalars in pickles. Every state is checked before memory is allocated for it;
 * NumPy's own constructors are not safe against invalid states.
 */
@NullMarked
package dev.brine.npy.internal.object;

import org.jspecify.annotations.NullMarked;

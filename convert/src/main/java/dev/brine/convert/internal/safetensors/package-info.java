/** The safetensors format: a JSON header, then the elements of all tensors. */
@NullMarked
package dev.brine.convert.internal.safetensors;

import org.jspecify.annotations.NullMarked;

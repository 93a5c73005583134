/** Converts files of arrays to pickle-free files and safetensors and back, and text to arrays. */
@NullMarked
package dev.brine.convert;

import org.jspecify.annotations.NullMarked;

/** Tests of elements in memory. */
@org.jspecify.annotations.NullMarked
package dev.brine.npy.internal.strided;

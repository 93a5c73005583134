@org.jspecify.annotations.NullMarked
package dev.brine.npy.array;

/** Scans of files made here, of real ones, and of those that attackers would make. */
@org.jspecify.annotations.NullMarked
package dev.brine.scan;

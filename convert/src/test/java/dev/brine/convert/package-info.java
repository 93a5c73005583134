@org.jspecify.annotations.NullMarked
package dev.brine.convert;

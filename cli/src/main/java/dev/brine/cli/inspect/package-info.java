/** {@code brine ls}, {@code info}, {@code digest} …: what is in files, array by array. */
@NullMarked
package dev.brine.cli.inspect;

import org.jspecify.annotations.NullMarked;

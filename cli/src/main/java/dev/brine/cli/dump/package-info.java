/** {@code brine dump}: what is in a file, as text. */
@NullMarked
package dev.brine.cli.dump;

import org.jspecify.annotations.NullMarked;

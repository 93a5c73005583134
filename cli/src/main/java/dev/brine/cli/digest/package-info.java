/** {@code brine digest}: a hash of what each part holds. */
@NullMarked
package dev.brine.cli.digest;

import org.jspecify.annotations.NullMarked;

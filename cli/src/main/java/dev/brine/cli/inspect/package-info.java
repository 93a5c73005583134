/** Commands that show what is in files: ls, info, head, cat, stats, digest, diff, dump. */
@NullMarked
package dev.brine.cli.inspect;

import org.jspecify.annotations.NullMarked;

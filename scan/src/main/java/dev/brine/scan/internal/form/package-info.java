/** What a file or a part of one is, by its bytes, never by its name. */
@NullMarked
package dev.brine.scan.internal.form;

import org.jspecify.annotations.NullMarked;

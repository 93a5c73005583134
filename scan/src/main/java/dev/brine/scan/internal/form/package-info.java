/** Formats of files and their parts, recognized by their extension or bytes. */
@NullMarked
package dev.brine.scan.internal.form;

import org.jspecify.annotations.NullMarked;

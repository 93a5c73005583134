/** What a scan says, and what it may cost. */
@NullMarked
package dev.brine.scan.report;

import org.jspecify.annotations.NullMarked;

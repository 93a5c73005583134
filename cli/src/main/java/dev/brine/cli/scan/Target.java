package dev.brine.cli.scan;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file to be scanned.
 *
 * @param name as it is shown
 * @param path where it is
 * @param isNamed whether the command line names it, rather than a directory it is in
 * @param failure why it cannot even be looked at, or null
 */
record Target(String name, Path path, boolean isNamed, @Nullable IOException failure) {}

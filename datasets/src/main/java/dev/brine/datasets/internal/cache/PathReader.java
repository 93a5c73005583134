package dev.brine.datasets.internal.cache;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes something of a file.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface PathReader<T> {
  /** Reads the file, and leaves nothing behind: what it made may be thrown away. */
  T read(Path path) throws IOException;
}

package dev.brine.internal.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a version of a file by its key, size and time of modification, to detect changes.
 *
 * @param key the file key; null on systems without
 */
public record FileVersion(Path path, @Nullable Object key, long size, FileTime modified) {

  /** Returns the version that is at this path now. */
  public static FileVersion of(Path path) throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    return new FileVersion(path, now.fileKey(), now.size(), now.lastModifiedTime());
  }

  /** Returns whether the path still has this version. */
  public boolean isCurrent() throws IOException {
    try {
      return equals(of(path));
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}

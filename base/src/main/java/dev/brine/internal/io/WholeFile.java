package dev.brine.internal.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes a file of any format atomically: completely or not at all. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes the contents of a file. */
  @FunctionalInterface
  public interface Body {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file: {@code WholeFile.write(path, out -> out.write(bytes))}. The new file replaces an
   * old one after the body returns. If the body throws, the old file is unchanged and no temporary
   * file remains. The body may read the old file.
   */
  public static void write(Path path, Body body) throws IOException {
    try (AtomicFile file = AtomicFile.create(path)) {
      try (OutputStream out = new TargetStream(file.target())) {
        body.writeTo(out);
      }
      file.commit();
    }
  }
}

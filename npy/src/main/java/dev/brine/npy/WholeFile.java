package dev.brine.npy;

import dev.brine.internal.io.AtomicFile;
import dev.brine.internal.io.TargetStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A file of any format that is there whole or not at all, as {@link Npy#save} writes arrays. */
public final class WholeFile {
  private WholeFile() {}

  /** What fills a file. */
  @FunctionalInterface
  public interface Body {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file; if the body throws, an old one of its name stays what it was. The path may be
   * that of a file which the body reads.
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

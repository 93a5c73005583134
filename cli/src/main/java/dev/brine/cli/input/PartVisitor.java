package dev.brine.cli.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a command does with each file and each part of it. */
public interface PartVisitor {

  /**
   * A file was opened; its parts follow.
   *
   * @param alone whether there is one part, and no other file
   */
  default void begin(InputFile file, boolean alone) throws IOException {}

  /** One of its parts; what this throws is told to {@link #failed}. */
  void part(Part part) throws IOException;

  /**
   * A file or one of its parts could not be read. The rest goes on.
   *
   * @param part the part, or null where it is the file
   */
  void failed(String file, @Nullable Part part, Failure failure) throws IOException;

  /** All parts of the file were seen. */
  default void end(InputFile file) throws IOException {}
}

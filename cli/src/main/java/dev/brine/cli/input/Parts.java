package dev.brine.cli.input;

import dev.brine.npy.LoadOptions;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through {@code FILE [MEMBER]… FILE …}, part by part. */
public final class Parts {
  private final LoadOptions options;
  private final PartVisitor visitor;
  private boolean failed;

  private Parts(LoadOptions options, PartVisitor visitor) {
    this.options = options;
    this.visitor = visitor;
  }

  /**
   * Shows all parts to the visitor.
   *
   * @return whether all of them could be read
   * @throws UsageException if no file is given, or standard input twice
   */
  public static boolean visit(
      List<String> arguments, LoadOptions options, Console console, PartVisitor visitor)
      throws IOException {
    if (arguments.isEmpty()) {
      throw new UsageException("no file is given");
    }
    if (Collections.frequency(arguments, StandardInput.NAME) > 1) {
      throw new UsageException("standard input (-) can be read once only");
    }
    Parts parts = new Parts(options, visitor);
    try (StandardInput input = new StandardInput(console.in())) {
      for (int i = 0; i < arguments.size(); ) {
        i = parts.visit(arguments, i, input);
      }
    }
    return !parts.failed;
  }

  /** Visits one file; returns the index of the next. */
  private int visit(List<String> arguments, int index, StandardInput input) throws IOException {
    String name = arguments.get(index);
    int next = index + 1;
    try (Chosen chosen = Chosen.open(arguments, index, input, options)) {
      next = chosen.next();
      boolean alone = chosen.parts().size() == 1 && index == 0 && next == arguments.size();
      visitor.begin(chosen.file(), alone);
      for (Part part : chosen.parts()) {
        visit(part);
      }
      visitor.end(chosen.file());
    } catch (IOException e) {
      failed = true;
      visitor.failed(name, null, Failure.of(name, e));
    }
    return next;
  }

  private void visit(Part part) throws IOException {
    Failure failure = Failure.of(() -> visitor.part(part), part);
    if (failure == null) {
      return;
    }
    failed = true;
    visitor.failed(part.file(), part, failure);
  }

  /** What a command does with each file and each part of it. */
  public interface PartVisitor {

    /**
     * A file was opened; its parts follow.
     *
     * @param alone whether there is one part, and no other file
     */
    default void begin(InputFile file, boolean alone) throws IOException {}

    /** Visits one of its parts; what this throws is reported to {@link #failed}. */
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
}

package dev.brine.cli.input;

import dev.brine.cli.command.Console;
import dev.brine.cli.command.UsageException;
import dev.brine.npy.LoadOptions;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

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
}

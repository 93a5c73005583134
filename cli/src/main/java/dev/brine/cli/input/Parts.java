package dev.brine.cli.input;

import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Console.StandardInput;
import dev.brine.npy.LoadOptions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /**
   * A file of the command line, opened, and those of its parts that are meant: an argument that is
   * no file, but the name of a member of the archive before it, is that member; without one all
   * are.
   *
   * @param file the file
   * @param parts of it
   * @param next the index of the argument after this file and its members
   */
  public record Chosen(InputFile file, List<Part> parts, int next) implements Closeable {

    /** Opens the file that the argument at {@code index} is. */
    public static Chosen open(
        List<String> arguments, int index, StandardInput input, LoadOptions options)
        throws IOException {
      String name = arguments.get(index);
      Path path = name.equals(StandardInput.NAME) ? input.path() : Path.of(name);
      InputFile file = InputFile.open(name, path, options);
      List<Part> members = new ArrayList<>();
      int next = index + 1;
      while (next < arguments.size() && isMember(arguments.get(next), file)) {
        members.add(file.part(arguments.get(next++)));
      }
      return new Chosen(file, members.isEmpty() ? file.parts() : members, next);
    }

    private static boolean isMember(String argument, InputFile file) {
      return !argument.equals(StandardInput.NAME)
          && file.contains(argument)
          && !Files.exists(Path.of(argument));
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}

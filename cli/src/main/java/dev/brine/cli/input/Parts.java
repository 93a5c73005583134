package dev.brine.cli.input;

import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.cli.input.Console.StandardInput;
import dev.brine.cli.input.InputFile.Format;
import dev.brine.npy.LoadOptions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Visits the parts of {@code FILE [MEMBER]… FILE …} one by one. */
public final class Parts {
  private final LoadOptions options;
  private final PartVisitor visitor;
  private boolean failed;

  private Parts(LoadOptions options, PartVisitor visitor) {
    this.options = options;
    this.visitor = visitor;
  }

  /**
   * Visits all parts.
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
      if (e instanceof NoMember) {
        return arguments.size();
      }
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

  /** The actions of a command for each file and each of its parts. */
  public interface PartVisitor {

    /**
     * Called when a file has been opened, before its parts.
     *
     * @param alone whether this file has one part and is the only file
     */
    default void begin(InputFile file, boolean alone) throws IOException {}

    /** Visits a part; exceptions are reported to {@link #failed}. */
    void part(Part part) throws IOException;

    /**
     * Called if a file or one of its parts cannot be read; the others are visited nevertheless.
     *
     * @param part the part, or null if the file cannot be opened
     */
    void failed(String file, @Nullable Part part, Failure failure) throws IOException;

    /** Called after the last part of a file. */
    default void end(InputFile file) throws IOException {}
  }

  /** Thrown if an argument is neither a file nor a member. */
  private static final class NoMember extends FileSystemException {
    private static final long serialVersionUID = 1L;

    NoMember(String member, String members) {
      super(member, null, "no such file, nor a member; " + members);
    }
  }

  /**
   * An open file of the command line and its selected parts. An argument after an archive that
   * names one of its members, and not a file, selects that member; without such arguments all parts
   * are selected.
   *
   * @param file the file
   * @param parts the selected parts
   * @param next the index of the argument after this file and its members
   */
  public record Chosen(InputFile file, List<Part> parts, int next) implements Closeable {

    /** Opens the file that the argument at {@code index} names. */
    public static Chosen open(
        List<String> arguments, int index, StandardInput input, LoadOptions options)
        throws IOException {
      String given = arguments.get(index);
      int mark = archiveEnd(given);
      String name = mark < 0 ? given : given.substring(0, mark);
      Path path = name.equals(StandardInput.NAME) ? input.path() : Path.of(name);
      InputFile file = InputFile.open(name, path, options);
      List<Part> members = new ArrayList<>();
      if (mark >= 0) {
        String member = given.substring(mark + 1);
        if (file.hasNested()) {
          file.nested(); // so that a failure is the file's
        }
        if (!file.contains(member)) {
          throw noMember(file, member);
        }
        members.add(file.part(member));
      }
      int next = index + 1;
      while (next < arguments.size() && isMember(arguments.get(next), file)) {
        members.add(file.part(arguments.get(next++)));
      }
      if (next < arguments.size() && isNothing(arguments.get(next), file)) {
        throw noMember(file, arguments.get(next));
      }
      return new Chosen(file, members.isEmpty() ? file.parts() : members, next);
    }

    /** Where the name of an archive ends in {@code a.npz!member}; -1 if this is just a name. */
    private static int archiveEnd(String argument) {
      if (argument.equals(StandardInput.NAME) || Files.exists(Path.of(argument))) {
        return -1;
      }
      int mark = argument.indexOf('!');
      while (mark > 0 && !Files.isRegularFile(Path.of(argument.substring(0, mark)))) {
        mark = argument.indexOf('!', mark + 1);
      }
      return mark > 0 ? mark : -1;
    }

    /** Whether an argument after an archive is neither a file nor one of its members. */
    private static boolean isNothing(String argument, InputFile file) {
      return (file.format() == Format.NPZ || file.format() == Format.SAFETENSORS)
          && !argument.equals(StandardInput.NAME)
          && archiveEnd(argument) < 0
          && !Files.exists(Path.of(argument));
    }

    private static IOException noMember(InputFile file, String member) throws IOException {
      String members = file.memberList();
      file.close();
      return new NoMember(member, members);
    }

    /** Whether a file exists is asked first, because the members of a pickle take longer. */
    private static boolean isMember(String argument, InputFile file) {
      return !argument.equals(StandardInput.NAME)
          && !Files.exists(Path.of(argument))
          && file.contains(argument);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}

package dev.brine.cli.input;

import dev.brine.npy.LoadOptions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of the command line, opened, and those of its parts that are meant: an argument that is no
 * file, but the name of a member of the archive before it, is that member; without one all are.
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

package dev.brine.cli.scan;

import dev.brine.cli.input.StandardInput;
import dev.brine.cli.scan.ScanRun.Target;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the files that a command line means: every file in its directories, links followed. */
final class Targets {
  private final List<Target> targets = new ArrayList<>();
  private final StandardInput input;

  private Targets(StandardInput input) {
    this.input = input;
  }

  /** The files in the order of the command line, those of a directory by name. */
  static List<Target> of(List<String> arguments, StandardInput input) throws IOException {
    Targets found = new Targets(input);
    for (String argument : arguments) {
      found.add(argument);
    }
    return found.targets;
  }

  private void add(String argument) throws IOException {
    if (argument.equals(StandardInput.NAME)) {
      targets.add(new Target("<stdin>", input.path(), true, null));
      return;
    }
    Path path = Path.of(argument);
    if (!Files.isDirectory(path)) {
      boolean missing = !Files.exists(path);
      IOException failure = missing ? new NoSuchFileException(argument) : null;
      targets.add(new Target(argument, path, true, failure));
      return;
    }
    List<Target> inside = new ArrayList<>();
    Files.walkFileTree(
        path,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // a pipe would be waited for; a link that leads nowhere loads nowhere
            if (attributes.isRegularFile()) {
              inside.add(new Target(file.toString(), file, false, null));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // a link back up leads to files that are found anyway
            if (!(failure instanceof FileSystemLoopException)) {
              inside.add(new Target(file.toString(), file, false, failure));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            if (failure != null) {
              inside.add(new Target(folder.toString(), folder, false, failure));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    inside.sort(Comparator.comparing(Target::path));
    targets.addAll(inside);
  }
}

package dev.brine.cli.scan;

import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console.StandardInput;
import dev.brine.cli.input.Failure.Reasons;
import dev.brine.cli.print.Numbers;
import dev.brine.cli.scan.ScanRun.Outcome;
import dev.brine.cli.scan.ScanRun.Target;
import dev.brine.internal.parallel.Parallel;
import dev.brine.internal.parallel.Task;
import dev.brine.scan.FileScan;
import dev.brine.scan.Form;
import dev.brine.scan.Scan;
import dev.brine.scan.ScanOptions;
import dev.brine.scan.Verdict;
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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scans files side by side, and hands out what came of them in their order. */
final class ScanRun {
  private final List<Target> targets;
  private final ScanOptions options;
  private final int threads;
  private final List<Task<Outcome>> tasks = new ArrayList<>();

  ScanRun(List<Target> targets) {
    this.targets = targets;
    ScanOptions given = ScanOptions.DEFAULT;
    this.threads = Math.min(given.threads(), targets.size());
    if (threads > 1) {
      // one thread a file; and the memory that one file might take is shared
      long heap = Runtime.getRuntime().maxMemory() / 4 * 3 / threads;
      long most = Math.min(given.pickle().heapBytes(), heap);
      given = given.withThreads(1).withPickle(given.pickle().withHeapBytes(most));
    }
    this.options = given;
  }

  /** Begins, on threads of its own. */
  void start() {
    tasks.addAll(Parallel.startAll("brine-files", threads, targets, this::scan));
  }

  int count() {
    return tasks.size();
  }

  /** The outcome for a file; waits for it. */
  Outcome outcome(int index) throws IOException {
    return tasks.get(index).join();
  }

  private Outcome scan(Target target) {
    if (target.failure() != null) {
      return Outcome.failed(target.name(), Reasons.of(target.failure()));
    }
    try {
      FileScan scan = Scan.of(target.path(), o -> options.withClaimed(target.isNamed()));
      boolean means =
          target.isNamed() || scan.form() != Form.OTHER || Scan.isNamedLikeOne(target.name());
      return means ? Outcome.of(target.name(), scan) : Outcome.skipped(target.name());
    } catch (IOException e) {
      return Outcome.failed(target.name(), Reasons.of(e));
    }
  }

  /**
   * What came of one file.
   *
   * @param file as the command line or its directory names it
   * @param scan what the scan says, or null where there was none
   * @param failure why the file could not be read, or null
   */
  record Outcome(String file, @Nullable FileScan scan, @Nullable String failure) {

    static Outcome of(String file, FileScan scan) {
      return new Outcome(file, scan, null);
    }

    static Outcome failed(String file, String reason) {
      return new Outcome(file, null, reason);
    }

    /** A file that is neither an array nor a pickle, by its name and its bytes. */
    static Outcome skipped(String file) {
      return new Outcome(file, null, null);
    }

    Verdict verdict() {
      return scan == null ? Verdict.CLEAN : scan.verdict();
    }
  }

  /**
   * A file to be scanned.
   *
   * @param name as it is shown
   * @param path where it is
   * @param isNamed whether the command line names it, rather than a directory it is in
   * @param failure why it cannot even be looked at, or null
   */
  record Target(String name, Path path, boolean isNamed, @Nullable IOException failure) {}

  /** Finds the files that a command line means: every file in its directories, links followed. */
  static final class Targets {
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

  /** How many files of each kind there were. */
  static final class Totals {
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private int skipped;
    private int failed;

    void count(Outcome outcome) {
      if (outcome.failure() != null) {
        failed++;
      } else if (outcome.scan() == null) {
        skipped++;
      } else {
        verdicts.merge(outcome.verdict(), 1, Integer::sum);
      }
    }

    private int of(Verdict verdict) {
      return verdicts.getOrDefault(verdict, 0);
    }

    /** What was found outranks what could not be read: more may be found, never less. */
    int exitCode() {
      if (of(Verdict.DANGEROUS) + of(Verdict.SUSPICIOUS) > 0) {
        return Command.FINDINGS;
      }
      return of(Verdict.MALFORMED) + failed > 0 ? Command.ERROR : Command.OK;
    }

    /** In one line: {@code 3 files: 2 clean, 1 dangerous; 40 others skipped}. */
    String line() {
      int files = failed;
      for (int count : verdicts.values()) {
        files += count;
      }
      StringBuilder text = new StringBuilder();
      text.append(Numbers.grouped(files)).append(files == 1 ? " file" : " files");
      String before = ": ";
      for (Verdict verdict : Verdict.values()) {
        if (of(verdict) > 0) {
          text.append(before)
              .append(Numbers.grouped(of(verdict)))
              .append(' ')
              .append(word(verdict));
          before = ", ";
        }
      }
      if (failed > 0) {
        text.append(before).append(Numbers.grouped(failed)).append(" unreadable");
      }
      if (skipped > 0) {
        text.append("; ").append(Numbers.grouped(skipped));
        text.append(skipped == 1 ? " other" : " others").append(" skipped: no array, no pickle");
      }
      return text.toString();
    }

    /** A verdict as reports have it. */
    static String word(Verdict verdict) {
      return switch (verdict) {
        case CLEAN -> "clean";
        case MALFORMED -> "malformed";
        case SUSPICIOUS -> "suspicious";
        case DANGEROUS -> "dangerous";
      };
    }
  }
}

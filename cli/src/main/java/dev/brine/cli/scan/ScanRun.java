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

/** Scans files in parallel and returns the outcomes in their order. */
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
      // one thread per file, and a share of the memory for each
      long heap = Runtime.getRuntime().maxMemory() / 4 * 3 / threads;
      long most = Math.min(given.pickle().heapBytes(), heap);
      given = given.withThreads(1).withPickle(given.pickle().withHeapBytes(most));
    }
    this.options = given;
  }

  /** Starts the scan on other threads. */
  void start() {
    tasks.addAll(Parallel.startAll("brine-files", threads, targets, this::scan));
  }

  int count() {
    return tasks.size();
  }

  /** Waits for the outcome for a file and returns it. */
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
          target.isNamed()
              || scan.form() != Form.OTHER
              || scan.verdict().compareTo(Verdict.SUSPICIOUS) >= 0
              || Scan.isNamedLikeOne(target.name());
      return means ? Outcome.of(target.name(), scan) : Outcome.skipped(target.name());
    } catch (IOException e) {
      return Outcome.failed(target.name(), Reasons.of(e));
    }
  }

  /**
   * The outcome for one file.
   *
   * @param file its path, from the command line or a directory
   * @param scan the result, or null if the file was not scanned
   * @param failure the reason why the file could not be read, or null
   */
  record Outcome(String file, @Nullable FileScan scan, @Nullable String failure) {

    static Outcome of(String file, FileScan scan) {
      return new Outcome(file, scan, null);
    }

    static Outcome failed(String file, String reason) {
      return new Outcome(file, null, reason);
    }

    /** The outcome for a file that is neither an array nor a pickle, by name and contents. */
    static Outcome skipped(String file) {
      return new Outcome(file, null, null);
    }

    Verdict verdict() {
      return scan == null ? Verdict.CLEAN : scan.verdict();
    }
  }

  /**
   * A file to scan.
   *
   * @param name its name in reports
   * @param path where it is
   * @param isNamed whether the command line names the file itself and not its directory
   * @param failure the reason why it cannot be opened, or null
   */
  record Target(String name, Path path, boolean isNamed, @Nullable IOException failure) {}

  /** Finds the files to scan: all files in directories, following links. */
  static final class Targets {
    private final List<Target> targets = new ArrayList<>();
    private final StandardInput input;

    private Targets(StandardInput input) {
      this.input = input;
    }

    /** The files in the order of the command line; those of a directory are sorted. */
    static List<Target> of(List<String> arguments, StandardInput input) throws IOException {
      Targets found = new Targets(input);
      for (String argument : arguments) {
        found.add(argument);
      }
      return found.targets;
    }

    /** What can be read only once, as standard input or a pipe, is copied. */
    private Target named(String argument, Path path) {
      if (!Files.exists(path)) {
        return new Target(argument, path, true, new NoSuchFileException(argument));
      }
      try {
        Path readable = Files.isRegularFile(path) ? path : input.copyOf(path);
        return new Target(argument, readable, true, null);
      } catch (IOException e) {
        return new Target(argument, path, true, e);
      }
    }

    private void add(String argument) throws IOException {
      if (argument.equals(StandardInput.NAME)) {
        targets.add(new Target("<stdin>", input.path(), true, null));
        return;
      }
      Path path = Path.of(argument);
      if (!Files.isDirectory(path)) {
        targets.add(named(argument, path));
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
              // reading a pipe would block; a broken link cannot be loaded
              if (attributes.isRegularFile()) {
                inside.add(new Target(file.toString(), file, false, null));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              // a link to a parent leads to files that are found anyway
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

  /** Counts files by outcome. */
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

    /** The exit code; findings take precedence over files that could not be read. */
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
        text.append(skipped == 1 ? " other" : " others")
            .append(" skipped: neither array nor pickle");
      }
      return text.toString();
    }

    /** The name of a verdict in reports. */
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

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
import dev.brine.scan.Finding;
import dev.brine.scan.Form;
import dev.brine.scan.Scan;
import dev.brine.scan.ScanOptions;
import dev.brine.scan.ScanOptions.Claim;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scans files in parallel and returns the outcomes in their order. */
final class ScanRun {
  private final List<Target> targets;
  private final ScanOptions options;
  private final int threads;
  private final List<Task<Outcome>> tasks = new ArrayList<>();

  ScanRun(List<Target> targets, ScanOptions all) {
    this.targets = targets;
    ScanOptions given = all;
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
      return Outcome.failed(target, Reasons.of(target.failure()));
    }
    try {
      FileScan scan =
          Scan.of(target.path(), options.withClaim(target.isNamed() ? Claim.NAMED : Claim.FOUND));
      if (scan.form() == Form.EMPTY && target.name().equals(Targets.STDIN)) {
        return Outcome.failed(target, "standard input is empty");
      }
      boolean isOther =
          scan.form() == Form.OTHER && !target.isNamed() && !Scan.isNamedLikeOne(target.name());
      boolean isSkipped = scan.form().isForeign() || isOther;
      return new Outcome(
          target, scan, null, isSkipped && scan.verdict().compareTo(Verdict.SUSPICIOUS) < 0);
    } catch (IOException e) {
      return Outcome.failed(target, Reasons.of(e));
    }
  }

  /**
   * The outcome for one file.
   *
   * @param target the file
   * @param scan the result, or null if the file could not be read
   * @param failure the reason why the file could not be read, or null
   * @param isSkipped whether the file is neither an array nor a pickle, by name and contents
   */
  record Outcome(
      Target target, @Nullable FileScan scan, @Nullable String failure, boolean isSkipped) {

    static Outcome failed(Target target, String reason) {
      return new Outcome(target, null, reason, false);
    }

    /** The path of the file, from the command line or a directory. */
    String file() {
      return target.name();
    }

    /** The verdict in reports of a file that was read. */
    String word() {
      return isSkipped || scan == null ? "skipped" : Totals.word(scan.verdict());
    }

    List<Finding> findings() {
      return isSkipped || scan == null ? List.of() : scan.findings();
    }

    Set<String> allowed() {
      return isSkipped || scan == null ? Set.of() : scan.allowed();
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
    /** The name of standard input in reports. */
    static final String STDIN = "<stdin>";

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
        targets.add(new Target(STDIN, input.path(), true, null));
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
    private final Verdict failOn;
    private int skipped;
    private int failed;

    /** Counts files, of which those with this verdict or a worse one make the command fail. */
    Totals(Verdict failOn) {
      this.failOn = failOn;
    }

    void count(Outcome outcome) {
      FileScan scan = outcome.scan();
      if (outcome.isSkipped()) {
        skipped++;
      } else if (scan == null) {
        failed++;
      } else {
        verdicts.merge(scan.verdict(), 1, Integer::sum);
      }
    }

    private int of(Verdict verdict) {
      return verdicts.getOrDefault(verdict, 0);
    }

    /** The exit code; findings take precedence over files that could not be read. */
    int exitCode() {
      for (Verdict verdict : verdicts.keySet()) {
        if (verdict.compareTo(failOn) >= 0) {
          return Command.FINDINGS;
        }
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

package dev.brine.cli.scan;

import dev.brine.cli.input.Command;
import dev.brine.cli.print.Numbers;
import dev.brine.cli.scan.ScanRun.Outcome;
import dev.brine.scan.Verdict;
import java.util.EnumMap;
import java.util.Map;

/** How many files of each kind there were. */
final class Totals {
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
        text.append(before).append(Numbers.grouped(of(verdict))).append(' ').append(word(verdict));
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

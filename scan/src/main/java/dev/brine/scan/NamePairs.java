package dev.brine.scan;

import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.scan.internal.source.Budget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Rates the strings of a pickle that names something by operands that are not known: any of them
 * may be the module and any the name.
 */
final class NamePairs {
  /** The reason for a finding. */
  static final String WHY = "two strings of a pickle that names something unknown";

  private static final int STEPS_PER_PAIR = 20;

  /** The most steps for the strings that are given at once. */
  private static final long MOST_STEPS = 32L << 20;

  private final PickleTypes tables;
  private final Budget steps;
  private final Set<String> rated = new LinkedHashSet<>();
  private boolean isExhausted;

  NamePairs(PickleTypes tables, Budget steps) {
    this.tables = tables;
    this.steps = steps;
  }

  /** Returns whether there were too many strings, so that some pairs are not rated. */
  boolean isExhausted() {
    return isExhausted;
  }

  /** Returns the names of code among the pairs that these strings add. */
  List<PyGlobal> code(List<String> strings, long offset) {
    List<PyGlobal> code = new ArrayList<>();
    if (isExhausted) {
      return code;
    }
    long taken = strings.size();
    for (String one : strings) {
      if (NameRating.isPlain(one) && rated.add(one)) {
        taken += (long) STEPS_PER_PAIR * rated.size();
        if (taken > MOST_STEPS) {
          break;
        }
        for (String other : rated) {
          rate(one, other, offset, code);
          rate(other, one, offset, code);
        }
      }
    }
    isExhausted = !steps.takes(taken) || taken > MOST_STEPS;
    return code;
  }

  private void rate(String module, String name, long offset, List<PyGlobal> code) {
    PyGlobal global = new PyGlobal(module, name, offset);
    if (NameRating.verdict(global, tables) == Verdict.DANGEROUS) {
      code.add(global);
    }
  }
}

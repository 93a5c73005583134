package dev.brine.cli.load;

import dev.brine.datasets.TrainTest.PickledMember;
import dev.brine.pickle.value.PyGlobal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Describes the pickles in the file of a dataset. */
final class PickleWords {
  private PickleWords() {}

  static String of(List<PickledMember> pickles) {
    if (pickles.isEmpty()) {
      return "No member of the file was a pickle.";
    }
    Set<String> members = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (PickledMember member : pickles) {
      members.add(member.name() + " (protocol " + member.facts().protocol() + ")");
      for (PyGlobal global : member.facts().names()) {
        names.add(global.toString());
      }
    }
    return "The pickles in "
        + String.join(", ", members)
        + " name "
        + String.join(", ", names)
        + ", which Brine knows to be data. Nothing was run.";
  }
}

package dev.brine.cli.scan;

import dev.brine.scan.Finding;
import dev.brine.scan.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Findings about one name in one member, as one: a pickle names a function and then calls it, and a
 * person wants to be told once.
 */
final class FoundName {
  private final List<Finding> findings = new ArrayList<>();

  private FoundName(Finding first) {
    findings.add(first);
  }

  /** Puts together what belongs together, in the order in which each name was first found. */
  static List<FoundName> group(List<Finding> findings) {
    List<FoundName> groups = new ArrayList<>();
    for (Finding finding : findings) {
      FoundName last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
      if (last != null && last.isAbout(finding)) {
        last.findings.add(finding);
      } else {
        groups.add(new FoundName(finding));
      }
    }
    return groups;
  }

  private boolean isAbout(Finding finding) {
    Finding first = findings.get(0);
    return !first.qualifiedName().isEmpty()
        && first.member().equals(finding.member())
        && first.nesting() == finding.nesting()
        && first.module().equals(finding.module())
        && first.name().equals(finding.name());
  }

  /** The worst of them: the first, where several are as bad. */
  Finding worst() {
    Finding worst = findings.get(0);
    for (Finding finding : findings) {
      worst = finding.verdict().compareTo(worst.verdict()) > 0 ? finding : worst;
    }
    return worst;
  }

  Verdict verdict() {
    return worst().verdict();
  }

  /** The opcodes and their offsets: {@code GLOBAL at 2, REDUCE at 31}. */
  String places() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      if (finding.offset() < 0) {
        continue;
      }
      text.append(text.length() == 0 ? "" : ", ");
      text.append(finding.opcode()).append(finding.opcode().isEmpty() ? "at " : " at ");
      text.append(finding.offset());
      if (finding.nesting() > 0) {
        text.append(", in its bytes");
      }
    }
    return text.toString();
  }
}

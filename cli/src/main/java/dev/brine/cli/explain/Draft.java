package dev.brine.cli.explain;

import dev.brine.cli.explain.Answer.Fact;
import dev.brine.internal.text.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer that is being found. */
final class Draft {
  final String name;
  final Names names;
  final Path path;
  final Needs needs = new Needs();
  final List<Fact> facts = new ArrayList<>();

  /** Why it cannot be read whole, or null. */
  @Nullable String broken;

  /** Whether something has put a CR before each LF. */
  boolean rewritten;

  /** Whether to take those CR away gives a file of the right size. */
  boolean mendable;

  /** The key of the first array of objects without axes; empty for that of an .npy. */
  @Nullable String scalar;

  Draft(String name, Path path) {
    this.name = name;
    this.names = Names.of(name);
    this.path = path;
  }

  void fact(String label, String text) {
    facts.add(new Fact(Printable.escape(label), text));
  }

  Answer answer(String form, boolean fine, String verdict, List<String> commands) {
    return new Answer(name, form, fine, facts, verdict, commands);
  }
}

package dev.brine.cli.dump;

import dev.brine.cli.dump.Subject.Content;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.MaskedValue;
import dev.brine.pickle.Canonical;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.PrintStream;

/** The canonical text and a line feed, nothing else. */
final class CanonicalDump implements Dump {
  private final PrintStream out;

  CanonicalDump(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(Subject subject) throws IOException {
    PickleValue value = subject.value();
    boolean array = value instanceof ArrayValue || value instanceof MaskedValue;
    if (!array && subject.content() == Content.ARRAY) {
      throw new MalformedException(
          Kind.MISMATCH,
          Location.of(subject.title()).at(subject.header().length()),
          "the header says an array, but the pickle holds " + value.described());
    }
    Canonical.write(value, out, Location.of(subject.title()), PickleLimits.DEFAULT);
    out.write('\n');
  }
}

package dev.brine.cli.dump;

import dev.brine.cli.dump.Subject.Content;
import dev.brine.error.Location;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.Repr;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PrintOptions;
import dev.brine.pickle.value.PyBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** The value as Python would print it, or what stands for it. */
final class ReadableDump implements Dump {
  private static final int MOST_BYTES = 1_000;

  private final PrintStream out;

  ReadableDump(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(Subject subject) throws IOException {
    PickleValue value = subject.content() == Content.BYTES ? start(subject) : subject.value();
    Location location = Location.of(subject.title());
    Repr.write(value, out, location, PrintOptions.DEFAULT, PickleLimits.DEFAULT);
    out.println();
    long more = subject.content() == Content.BYTES ? subject.size() - MOST_BYTES : 0;
    if (more > 0) {
      out.println("... and " + more + " more bytes");
    }
  }

  private static PickleValue start(Subject subject) throws IOException {
    try (InputStream in = subject.bytes()) {
      return PyBytes.owning(in.readNBytes(MOST_BYTES));
    }
  }
}

package dev.brine.cli.diff;

import dev.brine.cli.command.Command;
import dev.brine.cli.input.Chosen;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.npy.NpzMember;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.Canonical;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the parts of two files that have the same names. */
final class Diff {
  private final Chosen one;
  private final Chosen two;
  private final DiffOutput output;
  private boolean failed;
  private long different;

  Diff(Chosen one, Chosen two, DiffOutput output) {
    this.one = one;
    this.two = two;
    this.output = output;
  }

  /** Compares everything; returns the exit code. */
  int run() throws IOException {
    Map<String, Part> first = byName(one);
    Map<String, Part> second = byName(two);
    if (one.parts().size() == 1 && two.parts().size() == 1) {
      // whatever they are called: there is nothing else that could be meant
      String name = first.keySet().iterator().next();
      second = Map.of(name, two.parts().get(0));
    }
    Set<String> names = new LinkedHashSet<>(first.keySet());
    names.addAll(second.keySet());
    for (String name : names) {
      compare(name, first.get(name), second.get(name));
    }
    if (failed) {
      return Command.COULD_NOT;
    }
    output.verdict(names.size(), different);
    return different == 0 ? Command.FINE : Command.FOUND;
  }

  /** The parts by the names that NumPy has for them; of several of one name the last. */
  private static Map<String, Part> byName(Chosen side) {
    Map<String, Part> parts = new LinkedHashMap<>();
    for (Part part : side.parts()) {
      NpzMember member = part.member();
      parts.put(member == null ? "" : member.key(), part);
    }
    return parts;
  }

  private void compare(String name, @Nullable Part a, @Nullable Part b) throws IOException {
    if (a == null || b == null) {
      different++;
      output.onlyIn((a == null ? two : one).file().name(), name);
      return;
    }
    Failure failure = Failure.of(() -> pair(name, a, b), a, b);
    if (failure != null) {
      failed = true;
      output.failed(name, failure);
    }
  }

  private void pair(String name, Part a, Part b) throws IOException {
    Difference difference;
    if (a.content() != b.content()) {
      difference = unlike(a, b);
    } else if (a.content() == Part.Content.ARRAY) {
      difference = ArrayDiff.of(a, b);
    } else {
      boolean same = a.content() == Part.Content.PICKLE ? sameValue(a, b) : sameBytes(a, b);
      difference = new Difference(null, null, true, true, 1, same ? 0 : 1, List.of());
    }
    different += difference.isSame() ? 0 : 1;
    output.pair(name, difference);
  }

  private static Difference unlike(Part a, Part b) throws IOException {
    NpyHeader first = a.content() == Part.Content.ARRAY ? a.header() : null;
    NpyHeader second = b.content() == Part.Content.ARRAY ? b.header() : null;
    return new Difference(first, second, false, false, 0, 0, List.of());
  }

  private static boolean sameValue(Part a, Part b) throws IOException {
    return Canonical.sha256(a.value()).equals(Canonical.sha256(b.value()));
  }

  private static boolean sameBytes(Part a, Part b) throws IOException {
    byte[] first = new byte[1 << 16];
    byte[] second = new byte[first.length];
    try (InputStream in = a.bytes();
        InputStream other = b.bytes()) {
      while (true) {
        int count = in.readNBytes(first, 0, first.length);
        int others = other.readNBytes(second, 0, second.length);
        if (!Arrays.equals(first, 0, count, second, 0, others)) {
          return false;
        }
        if (count < first.length) {
          return true;
        }
      }
    }
  }
}

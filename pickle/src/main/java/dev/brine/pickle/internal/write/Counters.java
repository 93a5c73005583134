package dev.brine.pickle.internal.write;

import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.internal.write.Batches.Loop;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code collections.Counter(dict)}, of a dict that exists for this call only. */
final class Counters implements Steps {
  private static final PyGlobal COUNTER = new PyGlobal("collections", "Counter", 0);

  private final PyDict counter;
  private final Batches entries;
  private int step;

  Counters(PyDict counter) {
    this.counter = counter;
    this.entries = new Batches(Loop.DICT, counter);
  }

  @Override
  public @Nullable PickleValue next(PickleOutput out) throws IOException {
    if (step == 0) {
      step = 1;
      return COUNTER;
    }
    if (step == 1) {
      step = 2;
      out.boundary();
      out.boundary();
      out.opcode(Opcode.EMPTY_DICT);
      out.putFresh();
    }
    PickleValue held = entries.next(out);
    if (held != null) {
      return held;
    }
    out.opcode(Opcode.TUPLE1);
    out.putFresh();
    out.opcode(Opcode.REDUCE);
    if (out.has(counter)) {
      out.opcode(Opcode.POP);
      out.get(counter);
    } else {
      out.put(counter);
    }
    return null;
  }
}

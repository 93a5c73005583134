package dev.brine.pickle;

import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyGlobal;
import org.jspecify.annotations.Nullable;

/** A name on the stack, with the type that a table gives for it, or null if no table lists it. */
final class NamedGlobal extends Construction {
  private final PyGlobal global;
  private final @Nullable PickleType type;

  NamedGlobal(PyGlobal global, @Nullable PickleType type) {
    this.global = global;
    this.type = type;
  }

  @Override
  public PyGlobal value() {
    return global;
  }

  @Nullable PickleType type() {
    return type;
  }

  @Override
  public void build(PickleValue state) {
    throw new InvalidStateException(Anomaly.HARMFUL, "BUILD on the class or function " + global);
  }
}

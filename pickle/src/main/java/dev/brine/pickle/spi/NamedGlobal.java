package dev.brine.pickle.spi;

import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyGlobal;
import org.jspecify.annotations.Nullable;

/** A name on the stack, with the type that a table gives for it, or null if no table lists it. */
public final class NamedGlobal extends Construction {
  private final PyGlobal global;
  private final @Nullable PickleType type;

  /** Creates a name; a call of it makes what {@code type} constructs. */
  public NamedGlobal(PyGlobal global, @Nullable PickleType type) {
    this.global = global;
    this.type = type;
  }

  @Override
  public PyGlobal value() {
    return global;
  }

  /** Returns what a call of the name makes, or null if no table knows it. */
  public @Nullable PickleType type() {
    return type;
  }

  @Override
  public void build(PickleValue state) {
    throw new InvalidStateException(Anomaly.HARMFUL, "BUILD on the class or function " + global);
  }
}

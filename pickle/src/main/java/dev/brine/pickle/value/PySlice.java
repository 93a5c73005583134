package dev.brine.pickle.value;

import java.io.IOException;

/** A Python {@code slice}; compared by identity. */
public final class PySlice implements PickleValue {
  private final PyTuple parts;

  /** Creates one of three values, usually ints or {@code None}. */
  public PySlice(PickleValue start, PickleValue stop, PickleValue step) {
    this.parts = PyTuple.of(start, stop, step);
  }

  /** Where it starts. */
  public PickleValue start() {
    return parts.get(0);
  }

  /** Where it ends. */
  public PickleValue stop() {
    return parts.get(1);
  }

  /** The distance. */
  public PickleValue step() {
    return parts.get(2);
  }

  /** The three; from Python 3.12 on they make a slice a key. */
  PyTuple parts() {
    return parts;
  }

  @Override
  public boolean accept(PickleVisitor visitor) throws IOException {
    return parts.accept(visitor);
  }

  @Override
  public Kind kind() {
    return Kind.SLICE;
  }

  @Override
  public String typeName() {
    return "slice";
  }
}

package dev.brine.pickle.value;

/** A Python {@code slice}; compared by identity. */
public final class PySlice implements PickleValue {
  private final PickleValue start;
  private final PickleValue stop;
  private final PickleValue step;

  /** Creates one of three values, usually ints or {@code None}. */
  public PySlice(PickleValue start, PickleValue stop, PickleValue step) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  /** Where it starts. */
  public PickleValue start() {
    return start;
  }

  /** Where it ends. */
  public PickleValue stop() {
    return stop;
  }

  /** The distance. */
  public PickleValue step() {
    return step;
  }

  PickleValue part(int index) {
    return index == 0 ? start : index == 1 ? stop : step;
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

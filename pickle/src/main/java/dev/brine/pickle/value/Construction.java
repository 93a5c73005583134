package dev.brine.pickle.value;

/**
 * A value that later opcodes of the same pickle may still fill. The value itself has its identity
 * from the start, so that it can be stored, even inside itself, before it is complete; once the
 * pickle has ended nobody holds the construction and the value never changes again.
 */
public abstract class Construction {

  /** The value under construction, always the same object. */
  public abstract PickleValue value();

  /**
   * APPEND and APPENDS: one more item.
   *
   * @throws InvalidStateException if the value takes no items
   */
  public void append(PickleValue item) {
    throw new InvalidStateException("cannot append to " + value().described());
  }

  /**
   * SETITEM and SETITEMS: one more entry, or another value for a key that is there.
   *
   * @throws InvalidStateException if the value takes no entries or the key cannot be one
   */
  public void setItem(PickleValue key, PickleValue item) {
    throw new InvalidStateException("cannot set an item of " + value().described());
  }

  /**
   * ADDITEMS: one more element of a set.
   *
   * @throws InvalidStateException if the value is no set or the element cannot be in one
   */
  public void add(PickleValue element) {
    throw new InvalidStateException("cannot add to " + value().described());
  }

  /**
   * BUILD: the state.
   *
   * @throws InvalidStateException if the value takes no such state
   */
  public void build(PickleValue state) {
    throw new InvalidStateException("BUILD on " + value().described());
  }

  /** A construction of a value that is already complete and takes nothing more. */
  public static Construction complete(PickleValue value) {
    return new Complete(value);
  }

  /** Whether the value is complete, so that nobody need keep the construction. */
  public boolean isComplete() {
    return false;
  }

  private static final class Complete extends Construction {
    private final PickleValue value;

    Complete(PickleValue value) {
      this.value = value;
    }

    @Override
    public PickleValue value() {
      return value;
    }

    @Override
    public boolean isComplete() {
      return true;
    }
  }
}

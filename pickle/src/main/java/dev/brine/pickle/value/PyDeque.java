package dev.brine.pickle.value;

import java.io.IOException;
import java.util.OptionalLong;

/** A Python {@code collections.deque}. */
public final class PyDeque implements PickleValue {
  private static final long UNBOUNDED = Long.MAX_VALUE;

  private final PyList.Builder items = PyList.builder();
  private final long longest;

  private PyDeque(long longest) {
    this.longest = longest;
  }

  /** A deque without a largest length. */
  public static Builder builder() {
    return new Builder(new PyDeque(UNBOUNDED));
  }

  /** A deque that keeps the last {@code longest} items, at least 0. */
  public static Builder builder(long longest) {
    return new Builder(new PyDeque(longest));
  }

  /** How many items it keeps at most, if that is bounded. */
  public OptionalLong maxlen() {
    return longest == UNBOUNDED ? OptionalLong.empty() : OptionalLong.of(longest);
  }

  /** How many items there are. */
  public int size() {
    return (int) Math.min(longest, items.value().size());
  }

  /** The item at {@code index}, from the left. */
  public PickleValue get(int index) {
    return items.value().get(items.value().size() - size() + index);
  }

  @Override
  public boolean accept(PickleVisitor visitor) throws IOException {
    for (int i = 0; i < size(); i++) {
      if (!visitor.visit(get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Kind kind() {
    return Kind.DEQUE;
  }

  @Override
  public String typeName() {
    return "deque";
  }

  @Override
  public String toString() {
    return "deque of " + size();
  }

  /** Fills a deque. */
  public static final class Builder extends Construction {
    private final PyDeque deque;

    private Builder(PyDeque deque) {
      this.deque = deque;
    }

    @Override
    public PyDeque value() {
      return deque;
    }

    /** Appends on the right; what falls out on the left is gone for good. */
    @Override
    public void append(PickleValue item) {
      deque.items.append(item);
    }
  }
}

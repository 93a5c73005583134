package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.IntArena;

/** A Python {@code list}. */
public final class PyList extends PySequence {

  private PyList() {}

  /** Returns a list that is still to be filled. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a list of these items. */
  public static PyList of(PickleValue... items) {
    PyList list = new PyList();
    list.expect(items.length);
    for (PickleValue item : items) {
      list.append(item);
    }
    return list;
  }

  @Override
  public Kind kind() {
    return Kind.LIST;
  }

  @Override
  public String typeName() {
    return "list";
  }

  @Override
  public String toString() {
    return "list of " + size();
  }

  /** Fills a list. */
  public static final class Builder extends Construction {
    private final PyList list = new PyList();

    private Builder() {}

    @Override
    public PyList value() {
      return list;
    }

    @Override
    public void append(PickleValue item) {
      list.append(item);
    }

    /** Makes room for {@code count} items that {@link #append} will bring. */
    public void expect(int count) {
      list.expect(count);
    }

    /** Appends {@code count} ints, each of which fits in an int. */
    public void appendInts(long[] values, int from, int count, IntArena arena) {
      list.appendInts(values, from, count, arena);
    }

    /** Makes {@code count} ints that are next in the arena the items of an empty list. */
    public void takeInts(IntArena arena, int count) {
      list.takeInts(arena, count);
    }

    /** Appends {@code count} ints. */
    public void appendLongs(long[] values, int from, int count) {
      list.appendLongs(values, from, count);
    }

    /** Appends {@code count} floats, given as the bits of doubles. */
    public void appendDoubles(long[] bits, int from, int count) {
      list.appendDoubles(bits, from, count);
    }
  }
}

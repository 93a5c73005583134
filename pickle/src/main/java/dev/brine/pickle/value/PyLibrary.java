package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Less common types of Python and its standard library. Numbers and the types of {@code datetime}
 * have interfaces of their own.
 */
public sealed interface PyLibrary extends PickleValue {

  /**
   * A Python {@code range}, never iterated.
   *
   * @param start the first value
   * @param stop the value before which it ends
   * @param step the distance, never zero
   */
  record Range(PyInt start, PyInt stop, PyInt step) implements PyLibrary {
    private static final int LONGEST_KEY = 4_096;

    /** Returns the sequence that Python compares: ranges of the same numbers are equal. */
    PyTuple keyParts() {
      if (start.bits() > LONGEST_KEY || stop.bits() > LONGEST_KEY || step.bits() > LONGEST_KEY) {
        throw new ExcessiveException(
            "a range of ints of more than " + LONGEST_KEY + " bits as key");
      }
      BigInteger from = start.bigValue();
      BigInteger by = step.bigValue();
      BigInteger gap = stop.bigValue().subtract(from);
      BigInteger towards = BigInteger.valueOf(by.signum());
      BigInteger length = gap.add(by).subtract(towards).divide(by).max(BigInteger.ZERO);
      return switch (length.min(BigInteger.TWO).intValue()) {
        case 0 -> PyTuple.of(PyInt.of(length), PyConstant.NONE, PyConstant.NONE);
        case 1 -> PyTuple.of(PyInt.of(length), start, PyConstant.NONE);
        default -> PyTuple.of(PyInt.of(length), start, step);
      };
    }

    @Override
    public Kind kind() {
      return Kind.RANGE;
    }

    @Override
    public String typeName() {
      return "range";
    }

    /** Returns what Python's {@code repr} gives, such as {@code range(0, 10, 2)}. */
    @Override
    public String toString() {
      String by = step.equals(PyInt.of(1)) ? "" : ", " + step;
      return "range(" + start + ", " + stop + by + ")";
    }
  }

  /** A Python {@code slice}; compared by identity. */
  final class Slice implements PyLibrary {
    private final PyTuple parts;

    /** Creates a slice from three values, usually ints or {@code None}. */
    public Slice(PickleValue start, PickleValue stop, PickleValue step) {
      this.parts = PyTuple.of(start, stop, step);
    }

    /** Returns the start, usually an int or {@code None}. */
    public PickleValue start() {
      return parts.get(0);
    }

    /** Returns the stop, usually an int or {@code None}. */
    public PickleValue stop() {
      return parts.get(1);
    }

    /** Returns the step, usually an int or {@code None}. */
    public PickleValue step() {
      return parts.get(2);
    }

    /** Start, stop and step, by which slices are keys since Python 3.12. */
    PyTuple parts() {
      return parts;
    }

    @Override
    public boolean accept(PickleValue.Visitor visitor) throws IOException {
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

  /** A Python {@code collections.deque}. */
  final class Deque implements PyLibrary {
    private static final long UNBOUNDED = Long.MAX_VALUE;

    private final PyList.Builder items = PyList.builder();
    private final long longest;

    private Deque(long longest) {
      this.longest = longest;
    }

    /** Creates a builder of a deque without a maximum length. */
    public static Builder builder() {
      return new Builder(new Deque(UNBOUNDED));
    }

    /** Creates a builder of a deque of at most {@code longest} items. */
    public static Builder builder(long longest) {
      return new Builder(new Deque(longest));
    }

    /** Returns the maximum length, if there is one. */
    public OptionalLong maxlen() {
      return longest == UNBOUNDED ? OptionalLong.empty() : OptionalLong.of(longest);
    }

    /** Returns the number of items. */
    public int size() {
      return (int) Math.min(longest, items.value().size());
    }

    /** Returns the item at {@code index}, from the left. */
    public PickleValue get(int index) {
      return items.value().get(items.value().size() - size() + index);
    }

    @Override
    public boolean accept(PickleValue.Visitor visitor) throws IOException {
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
      private final Deque deque;

      private Builder(Deque deque) {
        this.deque = deque;
      }

      @Override
      public Deque value() {
        return deque;
      }

      /** Appends on the right; if the deque is full, the leftmost item is dropped. */
      @Override
      public void append(PickleValue item) {
        deque.items.append(item);
      }
    }
  }

  /**
   * A Python {@code uuid.UUID}. A pickle supplies the number as the state of an existing object.
   */
  final class Uuid implements PyLibrary {
    private @Nullable UUID value;

    private Uuid() {}

    /** Returns the UUID of this value. */
    public static Uuid of(UUID value) {
      Uuid uuid = new Uuid();
      uuid.value = value;
      return uuid;
    }

    /** Creates a builder that expects the state. */
    public static Builder builder() {
      return new Builder();
    }

    /** Returns whether the pickle has given the state. */
    public boolean isBuilt() {
      return value != null;
    }

    /**
     * Returns the same UUID.
     *
     * @throws RuntimeException if the pickle gave no state
     */
    public UUID value() {
      if (value == null) {
        throw new InvalidStateException("a UUID without its state");
      }
      return value;
    }

    @Override
    public Kind kind() {
      return Kind.UUID;
    }

    @Override
    public String typeName() {
      return "UUID";
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Uuid that && value != null && value.equals(that.value);
    }

    @Override
    public int hashCode() {
      return value == null ? 0 : value.hashCode();
    }

    @Override
    public String toString() {
      return value == null ? "UUID" : value.toString();
    }

    /** Takes the state: a dict with {@code int}, the number, and optionally {@code is_safe}. */
    public static final class Builder extends Construction {
      private final Uuid uuid = new Uuid();

      private Builder() {}

      @Override
      public Uuid value() {
        return uuid;
      }

      @Override
      public void build(PickleValue state) {
        if (uuid.value != null) {
          throw new InvalidStateException("a second state for a UUID");
        }
        if (!(state instanceof PyDict dict) || !(dict.get("int") instanceof PyInt number)) {
          throw new InvalidStateException("the state of a UUID must be a dict with an int");
        }
        for (int i = 0; i < dict.size(); i++) {
          if (!(dict.key(i) instanceof PyStr key)
              || !(key.value().equals("int") || key.value().equals("is_safe"))) {
            throw new InvalidStateException("the state of a UUID may only have int and is_safe");
          }
        }
        BigInteger bits = number.bigValue();
        if (bits.signum() < 0 || bits.bitLength() > 128) {
          throw new InvalidStateException("the int of a UUID must have at most 128 bits");
        }
        uuid.value = new UUID(bits.shiftRight(64).longValue(), bits.longValue());
      }
    }
  }

  /**
   * A path of Python's {@code pathlib}: text, never looked up in a file system.
   *
   * @param typeName PurePosixPath, PosixPath, PureWindowsPath or WindowsPath
   * @param text the path as {@code str} gives it
   */
  record Path(String typeName, String text) implements PyLibrary {

    /** Returns whether it has drives and backslashes. */
    public boolean isWindows() {
      return typeName.endsWith("WindowsPath");
    }

    /**
     * Returns what Python compares: pure and concrete paths are equal, and Windows paths ignore
     * case.
     */
    String keyText() {
      return isWindows() ? "w" + text.toLowerCase(java.util.Locale.ROOT) : "p" + text;
    }

    @Override
    public Kind kind() {
      return Kind.PATH;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}

package dev.brine.pickle.value;

import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
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
   * A Python {@code array.array}: numbers of one type, or characters.
   *
   * <p>The type codes are Python's: {@code b h i l q} for signed integers of 1, 2, 4, 8 and 8
   * bytes, {@code B H I L Q} for unsigned ones, {@code f} and {@code d} for floats, {@code u} and
   * {@code w} for characters, and {@code c} for Python 2's bytes. An {@code l} of 4 bytes, as
   * Windows has it, is read as {@code i}, as Python does elsewhere.
   */
  final class Array implements PyLibrary {
    private final char typecode;
    private final byte[] bytes;

    private Array(char typecode, byte[] bytes) {
      this.typecode = typecode;
      this.bytes = bytes;
    }

    /**
     * Returns an array over little-endian items, four bytes for each character; they are not copied
     * and must not be changed afterwards.
     *
     * @throws IllegalArgumentException if Python has no such type code, or the last item is
     *     incomplete
     */
    public static Array wrap(char typecode, byte[] bytes) {
      int size = itemsize(typecode);
      if (size == 0) {
        throw new IllegalArgumentException("an array has no type code '" + typecode + "'");
      }
      if (bytes.length % size != 0) {
        throw new IllegalArgumentException(
            bytes.length + " bytes are no whole number of items of " + size + " bytes");
      }
      return new Array(typecode, bytes);
    }

    /** Returns the number of bytes of an item, or 0 if there is no such type code. */
    public static int itemsize(char typecode) {
      return switch (typecode) {
        case 'b', 'B', 'c' -> 1;
        case 'h', 'H' -> 2;
        case 'i', 'I', 'f', 'u', 'w' -> 4;
        case 'l', 'L', 'q', 'Q', 'd' -> 8;
        default -> 0;
      };
    }

    /** Returns the type code, such as {@code 'd'}. */
    public char typecode() {
      return typecode;
    }

    /** Returns the number of items. */
    public int size() {
      return bytes.length / itemsize(typecode);
    }

    /** Returns the item at {@code index}: an int, a float or a str of one character. */
    public PickleValue get(int index) {
      ByteBuffer items = buffer();
      int at = Objects.checkIndex(index, size()) * itemsize(typecode);
      return switch (typecode) {
        case 'b' -> PyInt.of(bytes[at]);
        case 'B' -> PyInt.of(bytes[at] & 0xff);
        case 'h' -> PyInt.of(items.getShort(at));
        case 'H' -> PyInt.of(items.getShort(at) & 0xffff);
        case 'i' -> PyInt.of(items.getInt(at));
        case 'I' -> PyInt.of(items.getInt(at) & 0xffffffffL);
        case 'l', 'q' -> PyInt.of(items.getLong(at));
        case 'L', 'Q' -> PyInt.of(unsigned(items.getLong(at)));
        case 'f' -> new PyFloat(items.getFloat(at));
        case 'd' -> new PyFloat(items.getDouble(at));
        case 'c' -> PyStr.of(Character.toString((char) (bytes[at] & 0xff)));
        default -> PyStr.of(Character.toString(items.getInt(at)));
      };
    }

    /**
     * Returns a copy of the items as Java's array of the smallest type that has them all: {@code
     * byte[]} for b, {@code short[]} for B and h, {@code int[]} for H and i, {@code long[]} for I,
     * l and q, {@code float[]} for f, {@code double[]} for d, and a {@code String} of characters;
     * for L and Q {@code long[]}, or {@code BigInteger[]} if an item does not fit in a long.
     */
    public Object toJava() {
      ByteBuffer items = buffer();
      int size = size();
      return switch (typecode) {
        case 'b' -> bytes.clone();
        case 'B', 'h' -> {
          short[] shorts = new short[size];
          for (int i = 0; i < size; i++) {
            shorts[i] = typecode == 'h' ? items.getShort(2 * i) : (short) (bytes[i] & 0xff);
          }
          yield shorts;
        }
        case 'H', 'i' -> {
          int[] ints = new int[size];
          for (int i = 0; i < size; i++) {
            ints[i] = typecode == 'i' ? items.getInt(4 * i) : items.getShort(2 * i) & 0xffff;
          }
          yield ints;
        }
        case 'f' -> {
          float[] floats = new float[size];
          items.asFloatBuffer().get(floats);
          yield floats;
        }
        case 'd' -> {
          double[] doubles = new double[size];
          items.asDoubleBuffer().get(doubles);
          yield doubles;
        }
        case 'c', 'u', 'w' -> text();
        default -> toLongs(items, size);
      };
    }

    private Object toLongs(ByteBuffer items, int size) {
      long[] longs = new long[size];
      boolean isUnsigned = typecode == 'L' || typecode == 'Q';
      boolean fit = true;
      for (int i = 0; i < size; i++) {
        longs[i] = typecode == 'I' ? items.getInt(4 * i) & 0xffffffffL : items.getLong(8 * i);
        fit &= !isUnsigned || longs[i] >= 0;
      }
      if (fit) {
        return longs;
      }
      BigInteger[] big = new BigInteger[size];
      for (int i = 0; i < size; i++) {
        big[i] = unsigned(longs[i]);
      }
      return big;
    }

    private static BigInteger unsigned(long bits) {
      return new BigInteger(Long.toUnsignedString(bits));
    }

    /** Returns whether the items are characters. */
    public boolean isText() {
      return typecode == 'u' || typecode == 'w' || typecode == 'c';
    }

    /** Returns the characters as one string. */
    private String text() {
      StringBuilder text = new StringBuilder(size());
      for (int i = 0; i < size(); i++) {
        text.append(((PyStr) get(i)).value());
      }
      return text.toString();
    }

    /** Returns the little-endian items, read-only. */
    public ByteBuffer buffer() {
      return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public Kind kind() {
      return Kind.ARRAY;
    }

    @Override
    public String typeName() {
      return "array";
    }

    @Override
    public String described() {
      return "an array.array of " + size() + " items of type '" + typecode + "'";
    }

    @Override
    public String toString() {
      return "array of " + size() + " items of type '" + typecode + "'";
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

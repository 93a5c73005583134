package dev.brine.pickle.internal.write;

import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Kind;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values that need no other value, and the opcodes of the memo. */
final class PickleOutput {
  private static final int SMALL = 0xff;

  private final FrameOutput out;
  private final WriteMemo memo = new WriteMemo();
  private final Singletons singletons = new Singletons();
  private final int protocol;
  private int[] scratch = new int[0];

  /** Begins a pickle of this protocol. */
  PickleOutput(OutputStream target, int protocol) throws IOException {
    target.write(new byte[] {(byte) Opcode.PROTO.code(), (byte) protocol});
    this.out = new FrameOutput(target, protocol >= 4);
    this.protocol = protocol;
  }

  int protocol() {
    return protocol;
  }

  void opcode(Opcode opcode) {
    out.opcode(opcode);
  }

  /** The tuple that is never memoised. */
  void emptyTuple() {
    out.opcode(Opcode.EMPTY_TUPLE);
  }

  /** A value begins here. */
  void boundary() throws IOException {
    out.boundary();
  }

  /** STOP, and the end of the last frame. */
  void stop() throws IOException {
    out.opcode(Opcode.STOP);
    out.commit();
  }

  /** Writes a value that is never memoised; returns false for any other value. */
  boolean atom(PickleValue value) {
    switch (value.kind()) {
      case NONE -> out.opcode(Opcode.NONE);
      case BOOL -> out.opcode(value == PyConstant.TRUE ? Opcode.NEWTRUE : Opcode.NEWFALSE);
      case INT -> integer((PyInt) value);
      case FLOAT -> out.binFloat(Double.doubleToRawLongBits(((PyFloat) value).value()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void integer(PyInt value) {
    if (value.isLong()) {
      integer(value.longValue());
    } else {
      longInteger(value.bigValue().toByteArray());
    }
  }

  private void integer(long value) {
    if (value == (int) value) {
      out.binInt((int) value);
    } else {
      longInteger(java.math.BigInteger.valueOf(value).toByteArray());
    }
  }

  /** LONG1 or LONG4 of the shortest two's complement, here big-endian. */
  private void longInteger(byte[] bigEndian) {
    int length = bigEndian.length;
    if (length <= SMALL) {
      out.opcode(Opcode.LONG1, length, 1);
    } else {
      out.opcode(Opcode.LONG4, length, Integer.BYTES);
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = bigEndian[length - 1 - i];
    }
    out.bytes(bytes);
  }

  /**
   * Writes the numbers {@code from} to {@code to} of a packed sequence without creating objects.
   */
  void numbers(PySequence items, int from, int to) throws IOException {
    switch (items.packing()) {
      case INTS -> {
        int[] ints = ints(items);
        for (int i = from; i < to; i++) {
          out.boundary();
          out.binInt(ints[i]);
        }
      }
      case LONGS -> {
        for (int i = from; i < to; i++) {
          out.boundary();
          integer(items.longAt(i));
        }
      }
      case DOUBLES -> {
        for (int i = from; i < to; i++) {
          out.boundary();
          out.binFloat(Double.doubleToRawLongBits(items.doubleAt(i)));
        }
      }
      default -> throw new IllegalStateException("no packed numbers");
    }
  }

  private int[] ints(PySequence items) {
    if (scratch.length < items.size()) {
      scratch = new int[Math.max(items.size(), 1 << 10)];
    }
    items.copyInts(scratch, 0);
    return scratch;
  }

  /** Refers to a value that was written before; returns false if it was not. */
  boolean get(Object value) {
    int number = memo.get(singletons.of(value));
    if (number < 0) {
      return false;
    }
    if (number <= SMALL) {
      out.opcode(Opcode.BINGET, number, 1);
    } else {
      out.opcode(Opcode.LONG_BINGET, number, Integer.BYTES);
    }
    return true;
  }

  /** Returns whether the value was written before. */
  boolean has(Object value) {
    return memo.get(singletons.of(value)) >= 0;
  }

  /** Memoises what was just written. */
  void put(Object value) {
    put(memo.put(singletons.of(value)));
  }

  /** Memoises the value just written, to which nothing will refer. */
  void putFresh() {
    put(memo.skip());
  }

  private void put(int number) {
    if (protocol >= 4) {
      out.opcode(Opcode.MEMOIZE);
    } else if (number <= SMALL) {
      out.opcode(Opcode.BINPUT, number, 1);
    } else {
      out.opcode(Opcode.LONG_BINPUT, number, Integer.BYTES);
    }
  }

  /** A str, and its memo. */
  void text(PyStr value) throws IOException {
    text(value.value());
    put(value);
  }

  private void text(String value) throws IOException {
    byte[] utf8 = Utf8Text.encode(value);
    if (protocol >= 4 && utf8.length <= SMALL) {
      out.payload(Opcode.SHORT_BINUNICODE, 1, utf8);
    } else {
      out.payload(Opcode.BINUNICODE, Integer.BYTES, utf8);
    }
  }

  /** A bytes, from protocol 3 on, and its memo. */
  void bytes(PyBytes value) throws IOException {
    if (value.size() <= SMALL) {
      out.payload(Opcode.SHORT_BINBYTES, 1, value);
    } else {
      out.payload(Opcode.BINBYTES, Integer.BYTES, value);
    }
    put(value);
  }

  /** A bytearray, from protocol 5 on, and its memo. */
  void byteArray(PyBytes value) throws IOException {
    out.payload(Opcode.BYTEARRAY8, Long.BYTES, value);
    put(value);
  }

  /** GLOBAL or STACK_GLOBAL of a name that may be written, spelled as the protocol has it. */
  void global(String module, String name) throws IOException {
    Object key = singletons.global(module, name);
    if (get(key)) {
      return;
    }
    if (protocol >= 4) {
      Object moduleKey = singletons.module(module);
      out.boundary();
      if (!get(moduleKey)) {
        text(module);
        put(moduleKey);
      }
      out.boundary();
      text(name);
      putFresh();
      out.opcode(Opcode.STACK_GLOBAL);
    } else {
      out.opcode(Opcode.GLOBAL);
      out.bytes(Utf8Text.encode(module + "\n" + name + "\n"));
    }
    put(key);
  }

  /**
   * Values of which Python has a single object each: the empty and the one-character str of
   * Latin-1, bytes of the same lengths, and classes, functions and the names of their modules.
   */
  static final class Singletons {
    private static final int LATIN1 = 0xff;

    private final Map<Object, Object> known = new HashMap<>();

    /** Returns the one object for all values equal to {@code value}. */
    Object of(Object value) {
      boolean single =
          value instanceof PyStr text
              ? text.value().isEmpty()
                  || (text.value().length() == 1 && text.value().charAt(0) <= LATIN1)
              : value instanceof PyBytes bytes && bytes.kind() == Kind.BYTES && bytes.size() <= 1;
      return single ? one(value) : value;
    }

    /** Returns the one object for a class or function. */
    Object global(String module, String name) {
      return one(module + "\n" + name);
    }

    /** Returns the one object for the name of a module. */
    Object module(String module) {
      return one(module);
    }

    private Object one(Object value) {
      Object first = known.putIfAbsent(value, value);
      return first == null ? value : first;
    }
  }

  /** UTF-8 as Python's {@code surrogatepass} writes it: a lone surrogate is three bytes. */
  static final class Utf8Text {
    private Utf8Text() {}

    static byte[] encode(String text) {
      return hasLoneSurrogate(text) ? encodePassing(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasLoneSurrogate(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (Character.isSurrogate(text.charAt(i))) {
          if (Character.charCount(text.codePointAt(i)) == 1) {
            return true;
          }
          i++;
        }
      }
      return false;
    }

    private static byte[] encodePassing(String text) {
      byte[] bytes = new byte[Math.multiplyExact(3, text.length())];
      int count = 0;
      for (int i = 0; i < text.length(); ) {
        int point = text.codePointAt(i);
        i += Character.charCount(point);
        if (point < 0x80) {
          bytes[count++] = (byte) point;
        } else if (point < 0x800) {
          bytes[count++] = (byte) (0xc0 | (point >> 6));
          bytes[count++] = continuation(point, 0);
        } else if (point < 0x10000) {
          bytes[count++] = (byte) (0xe0 | (point >> 12));
          bytes[count++] = continuation(point, 6);
          bytes[count++] = continuation(point, 0);
        } else {
          bytes[count++] = (byte) (0xf0 | (point >> 18));
          bytes[count++] = continuation(point, 12);
          bytes[count++] = continuation(point, 6);
          bytes[count++] = continuation(point, 0);
        }
      }
      return java.util.Arrays.copyOf(bytes, count);
    }

    private static byte continuation(int point, int shift) {
      return (byte) (0x80 | ((point >> shift) & 0x3f));
    }
  }

  /**
   * The number of each value that was written and may be referred to again, by the identity of its
   * object. Open addressing, because millions of strings may be in it.
   */
  static final class WriteMemo {
    private static final int FIRST = 64;

    private @Nullable Object[] keys = new @Nullable Object[FIRST];
    private int[] numbers = new int[FIRST];
    private int used;
    private int next;

    /** Returns the number of {@code key}, or -1. */
    int get(Object key) {
      int slot = slot(keys, key);
      return keys[slot] == null ? -1 : numbers[slot];
    }

    /** Gives {@code key} the next number. */
    int put(Object key) {
      if (used * 2 >= keys.length) {
        grow();
      }
      int slot = slot(keys, key);
      if (keys[slot] == null) {
        keys[slot] = key;
        used++;
      }
      numbers[slot] = next;
      return next++;
    }

    /** Gives the next number to something that nothing will refer to. */
    int skip() {
      return next++;
    }

    private void grow() {
      @Nullable Object[] old = keys;
      int[] oldNumbers = numbers;
      keys = new @Nullable Object[old.length * 2];
      numbers = new int[old.length * 2];
      for (int i = 0; i < old.length; i++) {
        Object key = old[i];
        if (key != null) {
          int slot = slot(keys, key);
          keys[slot] = key;
          numbers[slot] = oldNumbers[i];
        }
      }
    }

    private static int slot(@Nullable Object[] keys, Object key) {
      int hash = System.identityHashCode(key) * 0x9e3779b9;
      int slot = (hash >>> 1) & (keys.length - 1);
      while (keys[slot] != null && keys[slot] != key) {
        slot = (slot + 1) & (keys.length - 1);
      }
      return slot;
    }
  }
}

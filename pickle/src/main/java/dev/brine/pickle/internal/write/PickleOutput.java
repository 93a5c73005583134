package dev.brine.pickle.internal.write;

import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyFloat;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.io.OutputStream;

/** Writes what needs no other value, and the memo's opcodes. */
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

  /** Writes a value that is never memoised; false if it is not one. */
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

  /** Numbers {@code from} to {@code to} of a packed sequence, without an object for any. */
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

  /** Refers to a value that was written before; false if it was not. */
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

  /** Whether the value was written before. */
  boolean has(Object value) {
    return memo.get(singletons.of(value)) >= 0;
  }

  /** Memoises what was just written. */
  void put(Object value) {
    put(memo.put(singletons.of(value)));
  }

  /** Memoises what was just written and nothing will refer to. */
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
}

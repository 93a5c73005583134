package dev.brine.pickle.internal.python;

import dev.brine.pickle.spi.Call;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PySequence;
import dev.brine.pickle.value.PyStr;
import org.jspecify.annotations.Nullable;

/** Checks and converts the arguments of calls. */
final class Arguments {
  private static final long ENTRY_BYTES = 44;

  private Arguments() {}

  /** Returns the list or tuple at {@code index}, whose items are about to be copied. */
  static PySequence sequence(Call call, int index) {
    if (call.argument(index) instanceof PySequence sequence) {
      call.budget().charge(ENTRY_BYTES * sequence.size());
      return sequence;
    }
    throw call.invalid("takes a list or tuple but got " + call.argument(index).described());
  }

  static PyInt integer(Call call, int index) {
    if (call.argument(index) instanceof PyInt integer) {
      return integer;
    }
    throw call.invalid("takes ints but got " + call.argument(index).described());
  }

  static String text(Call call, int index) {
    if (call.argument(index) instanceof PyStr text) {
      call.budget().charge(text.value().length());
      return text.value();
    }
    throw call.invalid("takes a str but got " + call.argument(index).described());
  }

  /** Bytes, or a str of Python 2 that was read as text; null for any other value. */
  static byte @Nullable [] bytes(Call call, PickleValue value) {
    if (value instanceof PyBytes bytes) {
      call.budget().charge(bytes.size());
      return bytes.toByteArray();
    }
    return value instanceof PyStr text ? latin1(call, text.value()) : null;
  }

  static byte[] latin1(Call call, String text) {
    call.budget().charge(text.length());
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      char c = text.charAt(i);
      if (c > 0xff) {
        throw call.invalid("a character at " + i + " is not in latin1");
      }
      bytes[i] = (byte) c;
    }
    return bytes;
  }

  /**
   * Rejects arguments of NEWOBJ, which calls {@code __new__} alone: mutable types would ignore
   * them, and Python's own pickles never pass any.
   */
  static void requireNothingLost(Call call) {
    if (call.opcode().startsWith("NEWOBJ") && call.count() > 0) {
      throw call.invalid("NEWOBJ gives arguments that only REDUCE can take");
    }
  }

  static void requireFunctionCall(Call call) {
    if (!call.opcode().equals("REDUCE")) {
      throw call.invalid(call.opcode() + " of a function, which is not a class");
    }
  }
}

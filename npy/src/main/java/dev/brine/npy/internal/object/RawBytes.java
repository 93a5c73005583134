package dev.brine.npy.internal.object;

import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyBytes;
import dev.brine.pickle.value.PyStr;
import java.nio.ByteBuffer;

/**
 * The elements of an array as a pickle holds them. Those in bytes are looked at where they are, and
 * cannot be changed there, so that one bytes object may serve many arrays.
 */
record RawBytes(ByteBuffer buffer) {

  /** Python 2 wrote the data as a str, which {@code encoding="latin1"} turns into text. */
  static RawBytes of(PickleValue data, String what, Call.Budget budget) {
    if (data instanceof PyBytes bytes) {
      return new RawBytes(bytes.buffer());
    }
    if (data instanceof PyStr text) {
      budget.charge(text.value().length());
      return new RawBytes(ByteBuffer.wrap(latin1(text.value(), what)).asReadOnlyBuffer());
    }
    throw Arguments.wrong(what, "bytes", data);
  }

  private static byte[] latin1(String text, String what) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      if (text.charAt(i) > 0xff) {
        throw new InvalidStateException(what + " is text beyond latin1");
      }
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }

  int size() {
    return buffer.capacity();
  }
}

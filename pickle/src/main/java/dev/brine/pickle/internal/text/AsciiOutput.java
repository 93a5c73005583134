package dev.brine.pickle.internal.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes ASCII text to a stream, or temporarily to memory. */
final class AsciiOutput {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final int ROOM = 1 << 15;
  private static final int LONGEST_PIECE = 32;

  private final OutputStream target;
  private final List<ByteArrayOutputStream> captures = new ArrayList<>();
  private final byte[] buffer = new byte[ROOM];
  private int used;
  private long flushed;

  AsciiOutput(OutputStream target) {
    this.target = target;
  }

  /** Returns how many characters were written, captured ones included. */
  long written() {
    return flushed + used;
  }

  void raw(String text) throws IOException {
    int length = text.length();
    if (ROOM - used < length) {
      for (int i = 0; i < length; i++) {
        put(text.charAt(i));
      }
      return;
    }
    for (int i = 0; i < length; i++) {
      buffer[used++] = (byte) text.charAt(i);
    }
  }

  void put(char c) throws IOException {
    if (used == ROOM) {
      flush();
    }
    buffer[used++] = (byte) c;
  }

  void decimal(long value) throws IOException {
    if (value < 0) {
      raw(Long.toString(value));
      return;
    }
    reserve();
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int at = used + digits - 1; at >= used; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    used += digits;
  }

  /** The lowest {@code digits} hexadecimal digits. */
  void hex(long bits, int digits) throws IOException {
    reserve();
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      buffer[used++] = HEX[(int) (bits >>> shift) & 15];
    }
  }

  private void reserve() throws IOException {
    if (ROOM - used < LONGEST_PIECE) {
      flush();
    }
  }

  void flush() throws IOException {
    OutputStream out = captures.isEmpty() ? target : captures.get(captures.size() - 1);
    out.write(buffer, 0, used);
    flushed += used;
    used = 0;
  }

  /** Starts to collect text in memory. */
  void startCapture() throws IOException {
    flush();
    captures.add(new ByteArrayOutputStream());
  }

  /** Returns the text since the last {@link #startCapture}. */
  byte[] endCapture() throws IOException {
    flush();
    return captures.remove(captures.size() - 1).toByteArray();
  }

  void write(byte[] ascii) throws IOException {
    flush();
    OutputStream out = captures.isEmpty() ? target : captures.get(captures.size() - 1);
    out.write(ascii, 0, ascii.length);
    flushed += ascii.length;
  }
}

package dev.brine.pickle.internal.write;

import dev.brine.pickle.internal.opcode.Opcode;
import dev.brine.pickle.value.PyBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes the bytes of a pickle, in frames from protocol 4 on. A frame ends at the first value after
 * 64 KiB, and a payload of that length or more is written outside of frames (PEP 3154).
 */
final class FrameOutput {
  /** CPython's FRAME_SIZE_TARGET. */
  static final int TARGET = 64 * 1024;

  /** CPython's FRAME_SIZE_MIN: fewer bytes are written without a frame. */
  private static final int SMALLEST = 4;

  private final OutputStream out;
  private final boolean framing;
  private byte[] buffer = new byte[256];
  private int count;

  FrameOutput(OutputStream out, boolean framing) {
    this.out = out;
    this.framing = framing;
  }

  /** Marks the start of a value, where a frame may end. */
  void boundary() throws IOException {
    if (count >= TARGET) {
      commit();
    }
  }

  /** Ends the frame, if there is one. */
  void commit() throws IOException {
    if (framing && count >= SMALLEST) {
      byte[] header = new byte[9];
      header[0] = (byte) Opcode.FRAME.code();
      littleEndian(header, 1, count, Long.BYTES);
      out.write(header);
    }
    out.write(buffer, 0, count);
    count = 0;
  }

  void opcode(Opcode opcode) {
    room(1);
    buffer[count++] = (byte) opcode.code();
  }

  /** An opcode and the low {@code size} bytes of an argument, little-endian. */
  void opcode(Opcode opcode, long argument, int size) {
    room(1 + size);
    buffer[count++] = (byte) opcode.code();
    littleEndian(buffer, count, argument, size);
    count += size;
  }

  /** BINFLOAT, which is big-endian. */
  void binFloat(long bits) {
    opcode(Opcode.BINFLOAT, Long.reverseBytes(bits), Long.BYTES);
  }

  /** An int of 32 bits, as short as can be. */
  void binInt(int value) {
    room(5);
    if (value >>> 8 == 0) {
      buffer[count++] = (byte) Opcode.BININT1.code();
      buffer[count++] = (byte) value;
    } else if (value >>> 16 == 0) {
      buffer[count++] = (byte) Opcode.BININT2.code();
      buffer[count++] = (byte) value;
      buffer[count++] = (byte) (value >> 8);
    } else {
      opcode(Opcode.BININT, value, Integer.BYTES);
    }
  }

  /** Bytes inside a frame. */
  void bytes(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, count, bytes.length);
    count += bytes.length;
  }

  /** An opcode, the length of a payload in {@code size} bytes, and the payload. */
  void payload(Opcode opcode, int size, byte[] payload) throws IOException {
    if (payload.length >= TARGET) {
      header(opcode, size, payload.length);
      out.write(payload);
    } else {
      opcode(opcode, payload.length, size);
      bytes(payload);
    }
  }

  /** An opcode, the length of a payload in {@code size} bytes, and the payload. */
  void payload(Opcode opcode, int size, PyBytes payload) throws IOException {
    int length = payload.size();
    if (length < TARGET) {
      opcode(opcode, length, size);
      room(length);
      payload.copyTo(0, buffer, count, length);
      count += length;
      return;
    }
    header(opcode, size, length);
    byte[] piece = new byte[TARGET];
    for (int at = 0; at < length; at += piece.length) {
      int some = Math.min(piece.length, length - at);
      payload.copyTo(at, piece, 0, some);
      out.write(piece, 0, some);
    }
  }

  private void header(Opcode opcode, int size, int length) throws IOException {
    commit();
    byte[] header = new byte[1 + size];
    header[0] = (byte) opcode.code();
    littleEndian(header, 1, length, size);
    out.write(header);
  }

  private void room(int more) {
    if (buffer.length - count < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, count + more));
    }
  }

  private static void littleEndian(byte[] target, int at, long value, int size) {
    for (int i = 0; i < size; i++) {
      target[at + i] = (byte) (value >>> (8 * i));
    }
  }
}

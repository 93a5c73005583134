package dev.brine.internal.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The little-endian fields of a header, one after another. */
final class Fields {
  private final ByteBuffer bytes;

  /** Fields of so many bytes together. */
  Fields(int size) {
    bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  Fields u16(int value) {
    bytes.putShort((short) value);
    return this;
  }

  Fields i32(long value) {
    bytes.putInt((int) value);
    return this;
  }

  Fields i64(long value) {
    bytes.putLong(value);
    return this;
  }

  Fields bytes(byte[] some) {
    bytes.put(some);
    return this;
  }

  /** All of them. */
  byte[] bytes() {
    return bytes.array();
  }
}

package dev.brine.internal.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds a record of little-endian fields. */
final class RecordBuilder {
  private final ByteBuffer bytes;

  /** Creates a builder of a record of {@code size} bytes. */
  RecordBuilder(int size) {
    bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  RecordBuilder u16(int value) {
    bytes.putShort((short) value);
    return this;
  }

  RecordBuilder i32(long value) {
    bytes.putInt((int) value);
    return this;
  }

  RecordBuilder i64(long value) {
    bytes.putLong(value);
    return this;
  }

  RecordBuilder bytes(byte[] some) {
    bytes.put(some);
    return this;
  }

  /** The record. */
  byte[] bytes() {
    return bytes.array();
  }
}

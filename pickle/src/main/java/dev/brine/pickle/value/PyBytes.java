package dev.brine.pickle.value;

import dev.brine.pickle.value.Keys.KeyHash;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A Python {@code bytes} or {@code bytearray}. */
public final class PyBytes implements PickleValue {
  private final byte[] bytes;
  private final Kind kind;
  private int keyHash;

  private PyBytes(byte[] bytes, Kind kind) {
    this.bytes = bytes;
    this.kind = kind;
  }

  /**
   * Returns a {@code bytes} over the array, which is not copied and must not be changed afterwards.
   */
  public static PyBytes wrap(byte[] bytes) {
    return new PyBytes(bytes, Kind.BYTES);
  }

  /**
   * Returns a {@code bytearray} over the array, which is not copied and must not be changed
   * afterwards.
   */
  public static PyBytes wrapByteArray(byte[] bytes) {
    return new PyBytes(bytes, Kind.BYTEARRAY);
  }

  /** Returns the number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** Returns the byte at {@code index}. */
  public byte get(int index) {
    return bytes[index];
  }

  /** Returns a copy of the bytes. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Returns the bytes themselves, read-only. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** Copies {@code count} bytes from {@code from} on into {@code target} at {@code at}. */
  public void copyTo(int from, byte[] target, int at, int count) {
    System.arraycopy(bytes, from, target, at, count);
  }

  /** Returns the hash of this value as a dict key; cached, because many dicts may share a key. */
  int keyHash() {
    int hash = keyHash;
    if (hash == 0) {
      hash = KeyHash.of(bytes);
      keyHash = hash;
    }
    return hash;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String typeName() {
    return kind == Kind.BYTES ? "bytes" : "bytearray";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PyBytes that && kind == that.kind && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return typeName() + " of " + bytes.length;
  }
}

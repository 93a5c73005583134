package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.strided.Chunks;
import dev.brine.npy.internal.strided.ElementBytes;
import dev.brine.npy.internal.strided.ElementDigest;
import dev.brine.npy.internal.strided.Layout;
import dev.brine.npy.internal.strided.Runs;
import dev.brine.npy.internal.strided.Storage;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** An array whose elements are stored as bytes. Offsets and strides of its layout are in bytes. */
abstract sealed class BufferArray extends NdArray
    permits NumericArray, ComplexArray, CharArray, VoidArray, TimeArray, StructArray {
  private final Storage storage;

  BufferArray(DType dtype, Layout layout, Storage storage) {
    super(dtype, layout);
    this.storage = storage;
  }

  final Storage storage() {
    return storage;
  }

  @Override
  final long unit() {
    return dtype().itemsize();
  }

  /** Returns an array of this dtype over other bytes. */
  abstract NdArray over(Layout layout, Storage storage);

  @Override
  final NdArray view(Layout other) {
    return over(other, storage);
  }

  @Override
  final NdArray packed() {
    return over(Layout.packed(shape(), Order.C, unit()), copied());
  }

  @Override
  public final boolean isReadOnly() {
    return storage.isReadOnly();
  }

  @Override
  public final void flush() {
    storage.force();
  }

  @Override
  public final String digest() {
    return ElementDigest.sha256(dtype(), chunks(Order.C));
  }

  @Override
  public final void updateDigest(MessageDigest digest) {
    ElementDigest.update(digest, dtype(), chunks(Order.C));
  }

  @Override
  public final Iterable<ByteBuffer> bytes(Order order) {
    return () -> new ElementBytes(chunks(order), dtype().itemsize());
  }

  @Override
  public final NdArray view(DType other) {
    if (other.hasObject()) {
      throw new UnsupportedOperationException("elements of " + other + " are not stored as bytes");
    }
    if (other.itemsize() != dtype().itemsize()) {
      throw new IllegalArgumentException(
          "an array of %s cannot be viewed as %s, whose elements have %s bytes, not %s"
              .formatted(dtype(), other, other.itemsize(), dtype().itemsize()));
    }
    return of(other, layout(), storage);
  }

  private Storage copied() {
    return Chunks.packed(chunks(Order.C), size(), dtype().itemsize());
  }

  final Chunks chunks(Order order) {
    return chunks(order, 0, size());
  }

  final Chunks chunks(Order order, long from, long count) {
    return new Chunks(storage, dtype().itemsize(), new Runs(layout(), order, from, count));
  }

  final ByteBuffer segment(long at) {
    return storage.segment(at);
  }

  final int position(long at) {
    return storage.position(at);
  }
}

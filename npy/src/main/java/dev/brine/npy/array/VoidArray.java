package dev.brine.npy.array;

import dev.brine.npy.dtype.FlexibleType;

/** Bytes of which nothing is known but their number: NumPy's {@code V} without fields. */
public final class VoidArray extends BufferArray {

  VoidArray(FlexibleType dtype, Layout layout, Storage storage) {
    super(dtype, layout, storage);
  }

  @Override
  VoidArray over(Layout layout, Storage storage) {
    return new VoidArray(dtype(), layout, storage);
  }

  @Override
  public FlexibleType dtype() {
    return (FlexibleType) super.dtype();
  }

  @Override
  String advice() {
    return "it has bytes";
  }

  /** All bytes of an element, NULs included. */
  @Override
  public byte[] getBytes(long... index) {
    long at = layout().at(index);
    byte[] value = new byte[dtype().itemsize()];
    segment(at).get(position(at), value);
    return value;
  }
}

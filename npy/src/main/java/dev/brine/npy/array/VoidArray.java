package dev.brine.npy.array;

import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.internal.print.ElementFormatter;
import dev.brine.npy.internal.print.Sample;
import dev.brine.npy.internal.strided.Layout;
import dev.brine.npy.internal.strided.Storage;
import java.util.HexFormat;

/** An array of raw data of a fixed length: NumPy's {@code V} without fields. */
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
  String hint() {
    return "it has bytes";
  }

  @Override
  ElementFormatter formatter(Sample sample) {
    return this::text;
  }

  @Override
  String scalarText() {
    return text();
  }

  private String text(long... index) {
    StringBuilder out = new StringBuilder("b'");
    for (byte b : getBytes(index)) {
      out.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
    return out.append('\'').toString();
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

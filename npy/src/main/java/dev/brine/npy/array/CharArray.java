package dev.brine.npy.array;

import dev.brine.internal.text.PythonRepr;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.FlexibleType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.print.ElementFormatter;
import dev.brine.npy.internal.print.Sample;
import dev.brine.npy.internal.strided.JavaArrays;
import dev.brine.npy.internal.strided.Layout;
import dev.brine.npy.internal.strided.Runs;
import dev.brine.npy.internal.strided.Storage;
import dev.brine.npy.internal.strided.Texts;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/**
 * An array of strings of a fixed length: bytes (NumPy's {@code S}) or Unicode ({@code U}). As in
 * NumPy, NULs at the end are padding and not part of the value.
 */
public final class CharArray extends BufferArray {
  CharArray(FlexibleType dtype, Layout layout, Storage storage) {
    super(dtype, layout, storage);
  }

  @Override
  CharArray over(Layout layout, Storage storage) {
    return new CharArray(dtype(), layout, storage);
  }

  @Override
  public FlexibleType dtype() {
    return (FlexibleType) super.dtype();
  }

  private boolean isBytes() {
    return dtype().kind() == DType.Kind.BYTES;
  }

  @Override
  String hint() {
    return isBytes() ? "it has bytes, or strings if the bytes are ASCII" : "it has strings";
  }

  /**
   * Returns an element as a string. A lone surrogate in a {@code U} is kept.
   *
   * @throws IllegalStateException if a byte is not ASCII, or a code point is not valid in Unicode
   */
  @Override
  public String getString(long... index) {
    return string(layout().at(index));
  }

  private String string(long at) {
    if (isBytes()) {
      return Texts.ascii(bytes(at));
    }
    boolean swap = dtype().endian().byteOrder() == ByteOrder.BIG_ENDIAN;
    return Texts.codePoints(segment(at), position(at), dtype().itemsize(), swap);
  }

  @Override
  ElementFormatter formatter(Sample sample) {
    return index -> isBytes() ? Texts.repr(getBytes(index)) : PythonRepr.of(shown(index));
  }

  @Override
  String scalarText() {
    return isBytes() ? Texts.repr(getBytes()) : shown();
  }

  /** An element for display: a replacement character if it is not valid. */
  private String shown(long... index) {
    try {
      return getString(index);
    } catch (IllegalStateException e) {
      return "\ufffd";
    }
  }

  /** Returns an element of an array of bytes, decoded with the charset that its writer used. */
  public String getString(Charset charset, long... index) {
    return new String(getBytes(index), charset);
  }

  /** An element of an array of bytes. */
  @Override
  public byte[] getBytes(long... index) {
    if (!isBytes()) {
      throw unsupported("bytes");
    }
    return bytes(layout().at(index));
  }

  private byte[] bytes(long at) {
    return Texts.bytes(segment(at), position(at), dtype().itemsize());
  }

  @Override
  public String[] toStringArray(Order order) {
    String[] all = new String[JavaArrays.length(size())];
    Runs runs = new Runs(layout(), order);
    for (int i = 0; runs.next(); ) {
      for (long j = 0; j < runs.count(); j++) {
        all[i++] = string(runs.offset() + j * runs.stride());
      }
    }
    return all;
  }

  /** Returns all elements of an array of bytes, decoded with the charset that their writer used. */
  public String[] toStringArray(Charset charset, Order order) {
    byte[][] bytes = toBytesArray(order);
    String[] all = new String[bytes.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = new String(bytes[i], charset);
    }
    return all;
  }

  /** All elements of an array of bytes. */
  public byte[][] toBytesArray(Order order) {
    if (!isBytes()) {
      throw unsupported("bytes");
    }
    byte[][] all = new byte[JavaArrays.length(size())][];
    Runs runs = new Runs(layout(), order);
    for (int i = 0; runs.next(); ) {
      for (long j = 0; j < runs.count(); j++) {
        all[i++] = bytes(runs.offset() + j * runs.stride());
      }
    }
    return all;
  }
}

package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyExtension;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A NumPy scalar inside a pickle, such as {@code numpy.float64(1.5)}. */
public final class ScalarValue implements PyExtension {
  private final NdArray array;
  private final byte[] bytes;

  private ScalarValue(NdArray array, byte[] bytes) {
    this.array = array;
    this.bytes = bytes;
  }

  /**
   * A scalar of a dtype without objects.
   *
   * @param bytes its element, which is copied
   * @throws IllegalArgumentException if there are fewer bytes than the dtype has
   */
  public static ScalarValue of(DType dtype, byte[] bytes) {
    byte[] element = Arrays.copyOf(bytes, Math.min(bytes.length, dtype.itemsize()));
    Storage storage = Storage.of(ByteBuffer.wrap(element));
    return new ScalarValue(NdArrays.of(dtype, Shape.SCALAR, Order.C, storage), element);
  }

  /** A scalar of a struct with objects, which a 0-d array holds. */
  public static ScalarValue of(ObjectArray struct) {
    return new ScalarValue(struct, new byte[0]);
  }

  /** The scalar as a 0-d array, whose methods give it as a Java value. */
  public NdArray array() {
    return array;
  }

  /** The bytes of the element, as its dtype orders them; none for a struct with objects. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String typeName() {
    return "numpy." + array.dtype();
  }

  @Override
  public boolean mayHoldValues() {
    return array.dtype().hasObject();
  }

  @Override
  public int childCount() {
    return array.childCount();
  }

  @Override
  public PickleValue child(int index) {
    return array.child(index);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof ScalarValue that
            && bytes.length > 0
            && array.dtype().equals(that.array.dtype())
            && Arrays.equals(bytes, that.bytes));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return typeName();
  }
}

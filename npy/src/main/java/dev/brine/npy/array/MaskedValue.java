package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.dtype.StructType;
import dev.brine.npy.dtype.StructType.Field;
import dev.brine.npy.dtype.SubarrayType;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyExtension;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@code numpy.ma.MaskedArray} inside a pickle: an array, a mask of the same shape that is true
 * where an element is missing, and the fill value for such elements.
 */
public final class MaskedValue implements PyExtension {
  /**
   * The parts of a masked array.
   *
   * @param data all elements, including the masked ones
   * @param mask bools, or for structs a struct of bools
   * @param fill the fill value of masked elements: usually a 0-d array, or None for NumPy's default
   */
  public record Parts(NdArray data, NdArray mask, PickleValue fill) {}

  private final String subtype;
  private @Nullable Parts parts;

  private MaskedValue(String subtype) {
    this.subtype = subtype;
  }

  /**
   * A masked array.
   *
   * @param mask bools in the shape of the data, true where an element is missing; for structs, a
   *     struct with a bool for each field
   * @param fill the fill value of masked elements: a 0-d array, or None for NumPy's default
   * @throws IllegalArgumentException if the mask has the wrong shape or dtype
   */
  public static MaskedValue of(NdArray data, NdArray mask, PickleValue fill) {
    if (!mask.shape().equals(data.shape()) || !isMask(mask.dtype(), data.dtype())) {
      throw new IllegalArgumentException(
          "an array of %s and shape %s cannot have a mask of %s and shape %s"
              .formatted(data.dtype(), data.shape(), mask.dtype(), mask.shape()));
    }
    MaskedValue masked = new MaskedValue(ArrayValue.NDARRAY);
    masked.parts = new Parts(data, mask, fill);
    return masked;
  }

  /** Whether a mask for this data has the dtype {@code mask}. */
  private static boolean isMask(DType mask, DType data) {
    if (data instanceof StructType struct) {
      return mask instanceof StructType bools && isMask(bools, struct);
    }
    if (data instanceof SubarrayType subarray) {
      return mask instanceof SubarrayType bools
          && bools.shape().equals(subarray.shape())
          && isMask(bools.base(), subarray.base());
    }
    return mask.equals(DTypes.BOOL);
  }

  /** Compares field by field; a mask has no padding. */
  private static boolean isMask(StructType mask, StructType data) {
    if (mask.fields().size() != data.fields().size()) {
      return false;
    }
    int offset = 0;
    for (int i = 0; i < mask.fields().size(); i++) {
      Field flag = mask.fields().get(i);
      Field field = data.fields().get(i);
      if (!flag.name().equals(field.name())
          || flag.offset() != offset
          || !isMask(flag.dtype(), field.dtype())) {
        return false;
      }
      offset += flag.dtype().itemsize();
    }
    return offset == mask.itemsize();
  }

  /** Returns {@code numpy.ma.masked}, the value of a masked element. */
  public static MaskedValue constant() {
    NdArray data = filled(DTypes.FLOAT64.itemsize(), (byte) 0, DTypes.FLOAT64);
    MaskedValue masked = new MaskedValue("numpy.ma.core.MaskedConstant");
    masked.parts = new Parts(data, filled(1, (byte) 1, DTypes.BOOL), PyConstant.NONE);
    return masked;
  }

  private static NdArray filled(int length, byte value, DType dtype) {
    byte[] bytes = new byte[length];
    bytes[0] = value;
    ByteBuffer buffer = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    return NdArray.of(dtype, Shape.SCALAR, Order.C, buffer);
  }

  /**
   * Begins a masked array whose state follows later in the pickle.
   *
   * @param subtype the class of the underlying array, such as {@code numpy.ndarray}
   * @param decoder makes the parts from the state that the BUILD opcode sets
   */
  public static Construction pending(String subtype, Function<PickleValue, Parts> decoder) {
    return new Pending(new MaskedValue(subtype), decoder);
  }

  /** Whether the parts have been set. */
  @Override
  public boolean isComplete() {
    return parts != null;
  }

  private Parts parts() {
    if (parts == null) {
      throw new IllegalStateException("the pickle never set the data of this masked array");
    }
    return parts;
  }

  /** All elements, including the masked ones. */
  public NdArray data() {
    return parts().data();
  }

  /** The mask: true where an element is masked; for structs, one bool per field. */
  public NdArray mask() {
    return parts().mask();
  }

  /** The fill value of masked elements: usually a 0-d array, or None for NumPy's default. */
  public PickleValue fill() {
    return parts().fill();
  }

  /** The class of the underlying array, such as {@code numpy.ndarray} or {@code numpy.matrix}. */
  public String subtype() {
    return subtype;
  }

  @Override
  public String typeName() {
    return "MaskedArray";
  }

  /** Visits the fill value, then the elements if they are Python values. */
  @Override
  public boolean accept(PickleValue.Visitor visitor) throws IOException {
    return parts == null || (visitor.visit(parts.fill()) && parts.data().accept(visitor));
  }

  /** As NumPy shows it if its elements are not Python values. */
  @Override
  public Printed printed() {
    if (parts == null) {
      return new Printed(typeName() + "(", ")", 0, true);
    }
    if (parts.data() instanceof ObjectArray objects && objects.size() > 0) {
      String mask = ", mask=" + ArrayRepr.of(parts.mask()) + ")";
      return new Printed("masked_array(fill_value=", mask, 1 + (int) objects.size(), true);
    }
    String data = "masked_array(data=" + ArrayRepr.of(parts.data());
    String mask = ", mask=" + ArrayRepr.of(parts.mask());
    return new Printed(data + mask + ", fill_value=", ")", 1, false);
  }

  /** {@code {"masked":{"data":…,"mask":…,"fill":…}}}. */
  @Override
  public void writeCanonical(CanonicalOutput out) throws IOException {
    out.raw("{\"masked\":{\"data\":");
    out.value(ArrayValue.of(data()));
    out.raw(",\"mask\":");
    out.value(ArrayValue.of(mask()));
    out.raw(",\"fill\":");
    out.value(fill());
    out.raw("}}");
  }

  @Override
  public PickleValue keyValue() {
    throw new InvalidStateException("a masked array cannot be a key");
  }

  @Override
  public String toString() {
    return parts == null ? "masked array without data" : "masked array of shape " + data().shape();
  }

  private static final class Pending extends Construction {
    private final MaskedValue value;
    private final Function<PickleValue, Parts> decoder;

    Pending(MaskedValue value, Function<PickleValue, Parts> decoder) {
      this.value = value;
      this.decoder = decoder;
    }

    @Override
    public MaskedValue value() {
      return value;
    }

    @Override
    public void build(PickleValue state) {
      if (value.parts != null) {
        throw new InvalidStateException(
            Anomaly.UNUSUAL, "the state of a masked array is set twice");
      }
      value.parts = decoder.apply(state);
    }
  }
}

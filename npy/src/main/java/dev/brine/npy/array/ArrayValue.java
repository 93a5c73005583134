package dev.brine.npy.array;

import dev.brine.pickle.Pickle;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyExtension;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A NumPy array inside a pickle: the payload of an object array, or one of its elements. */
public final class ArrayValue implements PyExtension {
  /** The class of ordinary arrays. */
  public static final String NDARRAY = "numpy.ndarray";

  private String subtype;
  private @Nullable NdArray array;

  private ArrayValue(String subtype) {
    this.subtype = subtype;
  }

  /** Returns the value of an ordinary array, of the class {@code numpy.ndarray}. */
  public static ArrayValue of(NdArray array) {
    return of(array, NDARRAY);
  }

  /** Returns the value of an array of a subclass such as {@code numpy.matrix}. */
  public static ArrayValue of(NdArray array, String subtype) {
    ArrayValue value = new ArrayValue(subtype);
    value.array = array;
    return value;
  }

  /**
   * Begins an array whose state follows later in the pickle. The array may be referred to before
   * that, even by its own elements.
   *
   * @param decoder makes the array from the state that the BUILD opcode sets
   */
  public static Construction pending(String subtype, Function<PickleValue, NdArray> decoder) {
    return new Pending(new ArrayValue(subtype), decoder);
  }

  /** Returns a value whose array {@link #complete} sets later. */
  public static ArrayValue pending() {
    return new ArrayValue(NDARRAY);
  }

  /**
   * Sets the array of a value that was pending.
   *
   * @throws InvalidStateException if it was set before
   */
  public void complete(NdArray built, String builtSubtype) {
    if (array != null) {
      throw new InvalidStateException(Anomaly.UNUSUAL, "the state of an ndarray is set twice");
    }
    array = built;
    subtype = builtSubtype;
  }

  /**
   * The array.
   *
   * @throws IllegalStateException if the pickle created the array but never set its state
   */
  public NdArray array() {
    if (array == null) {
      throw new IllegalStateException("the pickle never set the data of this array");
    }
    return array;
  }

  /** Whether the data of the array has been set. */
  @Override
  public boolean isComplete() {
    return array != null;
  }

  /**
   * Attaches the facts about the pickle that contained this array, and returns the array. The
   * decoder calls this before it returns the value.
   */
  public NdArray describe(Pickle.Facts facts) {
    if (array() instanceof ObjectArray objects) {
      array = objects.described(facts);
    }
    return array();
  }

  /** The class that the pickle names, such as {@code numpy.ndarray} or {@code numpy.matrix}. */
  public String subtype() {
    return subtype;
  }

  @Override
  public String typeName() {
    return "ndarray";
  }

  /** The elements, if they are Python values. */
  @Override
  public boolean accept(PickleValue.Visitor visitor) throws IOException {
    return array == null || array.accept(visitor);
  }

  @Override
  public Object identity() {
    return array instanceof ObjectArray objects ? objects.identity() : this;
  }

  /** The array. */
  @Override
  public Object javaValue() {
    return array();
  }

  /**
   * Writes {@code {"ndarray":{"descr":…,"shape":[…],"items":[…]}}}, with the items in C order in
   * one list.
   */
  @Override
  public void writeCanonical(CanonicalOutput out) throws IOException {
    NdArray whole = array();
    CanonicalElements.writeHead(whole.dtype(), whole.shape(), out);
    if (whole instanceof ObjectArray objects) {
      for (int i = 0; i < objects.size(); i++) {
        if (i > 0) {
          out.raw(",");
        }
        out.value(objects.item(i));
      }
    } else if (whole instanceof BufferArray elements) {
      new CanonicalElements(out).write(elements);
    }
    out.raw("]}}");
  }

  /** As NumPy shows it, with Python values between the type and the dtype. */
  @Override
  public Printed printed() {
    if (array == null) {
      return new Printed(typeName() + "(", ")", 0, true);
    }
    if (!(array instanceof ObjectArray) || array.size() == 0) {
      return Printed.of(ArrayRepr.of(array));
    }
    boolean isScalar = array.ndim() == 0;
    String type = ", dtype=" + ArrayRepr.name(array.dtype()) + ")";
    String reshaped = array.ndim() > 1 ? ".reshape" + array.shape() : "";
    String after = (isScalar ? "" : "]") + type + reshaped;
    return new Printed(isScalar ? "array(" : "array([", after, (int) array.size(), true);
  }

  @Override
  public PickleValue keyValue() {
    throw new InvalidStateException("an ndarray cannot be a key");
  }

  @Override
  public String toString() {
    return array == null ? "ndarray without data" : "ndarray of shape " + array.shape();
  }

  private static final class Pending extends Construction {
    private final ArrayValue value;
    private final Function<PickleValue, NdArray> decoder;

    Pending(ArrayValue value, Function<PickleValue, NdArray> decoder) {
      this.value = value;
      this.decoder = decoder;
    }

    @Override
    public ArrayValue value() {
      return value;
    }

    @Override
    public void build(PickleValue state) {
      value.complete(decoder.apply(state), value.subtype);
    }
  }
}

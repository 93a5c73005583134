package dev.brine.npy.array;

import dev.brine.pickle.value.Anomaly;
import dev.brine.pickle.value.Construction;
import dev.brine.pickle.value.InvalidStateException;
import dev.brine.pickle.value.PickleFacts;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleVisitor;
import dev.brine.pickle.value.PyExtension;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A NumPy array inside a pickle: the whole payload of an object array, or an element of one. */
public final class ArrayValue implements PyExtension {
  /** The class of ordinary arrays. */
  public static final String NDARRAY = "numpy.ndarray";

  private final String subtype;
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
   * An array whose state is still to come: it may already be referred to, even by its own elements.
   *
   * @param decoder makes the array from the state that BUILD brings
   */
  public static Construction pending(String subtype, Function<PickleValue, NdArray> decoder) {
    return new Pending(new ArrayValue(subtype), decoder);
  }

  /**
   * The array.
   *
   * @throws IllegalStateException if the pickle made it and never gave it a state
   */
  public NdArray array() {
    if (array == null) {
      throw new IllegalStateException("the pickle never gave this array its data");
    }
    return array;
  }

  /** Whether the array was given its data. */
  @Override
  public boolean isComplete() {
    return array != null;
  }

  /**
   * Attaches the facts about the pickle that held this array, and returns the array. To be called
   * by the decoder, before it hands out the value.
   */
  public NdArray describe(PickleFacts facts) {
    if (array() instanceof ObjectArray objects) {
      array = objects.described(facts);
    }
    return array();
  }

  /** The class the pickle names: {@code numpy.ndarray}, {@code numpy.matrix} … */
  public String subtype() {
    return subtype;
  }

  @Override
  public String typeName() {
    return "ndarray";
  }

  /** The elements, if they are Python values. */
  @Override
  public boolean accept(PickleVisitor visitor) throws IOException {
    return array == null || array.accept(visitor);
  }

  /** The elements on one line, if they are no values of their own. */
  @Override
  public @Nullable String repr() {
    return array == null || array.dtype().hasObject() ? null : "array(" + array.onOneLine() + ")";
  }

  /** The array. */
  @Override
  public Object javaValue() {
    return array();
  }

  /** {@code {"ndarray":{"descr":…,"shape":[…],"items":[…]}}}, the items flat in C order. */
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

  /** As NumPy shows it; Python values are shown between its type and its dtype. */
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
      if (value.array != null) {
        throw new InvalidStateException(Anomaly.UNUSUAL, "an ndarray is given its state twice");
      }
      value.array = decoder.apply(state);
    }
  }
}

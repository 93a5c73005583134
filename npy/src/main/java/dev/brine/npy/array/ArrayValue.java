package dev.brine.npy.array;

import dev.brine.pickle.value.Construction;
import dev.brine.pickle.value.InvalidStateException;
import dev.brine.pickle.value.PickleFacts;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyExtension;
import dev.brine.pickle.value.ValueOutput;
import dev.brine.pickle.value.Verdict;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A NumPy array inside a pickle: the whole payload of an object array, or an element of one. */
public final class ArrayValue implements PyExtension {
  private final String subtype;
  private @Nullable NdArray array;

  private ArrayValue(String subtype) {
    this.subtype = subtype;
  }

  /** A value of an array that is complete. */
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
    array = array().described(facts);
    return array;
  }

  /** The class the pickle names: {@code numpy.ndarray}, {@code numpy.matrix} … */
  public String subtype() {
    return subtype;
  }

  @Override
  public String typeName() {
    return "ndarray";
  }

  @Override
  public boolean mayHoldValues() {
    return array == null || array.dtype().hasObject();
  }

  @Override
  public int childCount() {
    return array == null ? 0 : array.childCount();
  }

  @Override
  public PickleValue child(int index) {
    return array().child(index);
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

  @Override
  public ValueOutput.Steps canonicalSteps() {
    return new CanonicalArray(array());
  }

  /** As NumPy shows it, where it holds no Python values. */
  @Override
  public ValueOutput.@Nullable Steps printSteps() {
    if (array == null || array.childCount() > 0) {
      return null;
    }
    NdArray whole = array;
    return out -> {
      out.raw(ArrayRepr.of(whole));
      return null;
    };
  }

  @Override
  public String printOpen() {
    return array != null && array.ndim() > 0 ? "array([" : "array(";
  }

  @Override
  public String printClose() {
    if (array == null) {
      return ")";
    }
    String type = ", dtype=" + ArrayRepr.name(array.dtype()) + ")";
    String reshaped = array.ndim() > 1 ? ".reshape" + array.shape() : "";
    return (array.ndim() > 0 ? "]" : "") + type + reshaped;
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
        throw new InvalidStateException(Verdict.SUSPICIOUS, "an ndarray is given its state twice");
      }
      value.array = decoder.apply(state);
    }
  }
}

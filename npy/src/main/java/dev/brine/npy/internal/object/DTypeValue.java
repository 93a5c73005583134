package dev.brine.npy.internal.object;

import dev.brine.npy.dtype.DType;
import dev.brine.pickle.value.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyExtension;
import org.jspecify.annotations.Nullable;

/** A {@code numpy.dtype} inside a pickle. */
public final class DTypeValue implements PyExtension {
  private @Nullable DType dtype;

  DTypeValue(@Nullable DType dtype) {
    this.dtype = dtype;
  }

  void complete(DType built) {
    dtype = built;
  }

  @Override
  public boolean isComplete() {
    return dtype != null;
  }

  /** The dtype. */
  public DType dtype() {
    if (dtype == null) {
      throw new InvalidStateException("a dtype is used before its state is complete");
    }
    return dtype;
  }

  static DType of(PickleValue value, String what) {
    if (value instanceof DTypeValue holder) {
      return holder.dtype();
    }
    throw Arguments.wrong(what, "a dtype", value);
  }

  @Override
  public String typeName() {
    return "dtype";
  }

  @Override
  public boolean mayHoldValues() {
    return false;
  }

  @Override
  public int childCount() {
    return 0;
  }

  @Override
  public PickleValue child(int index) {
    throw new IndexOutOfBoundsException("a dtype holds nothing");
  }
}

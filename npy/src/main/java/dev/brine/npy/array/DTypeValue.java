package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.MlType;
import dev.brine.pickle.internal.kernel.Anomaly;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyExtension;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A {@code numpy.dtype} inside a pickle. */
public final class DTypeValue implements PyExtension {
  private @Nullable DType dtype;
  private boolean used;
  private boolean shortPointers;

  private DTypeValue(@Nullable DType dtype) {
    this.dtype = dtype;
  }

  /** Returns the value of a complete dtype. */
  public static DTypeValue of(DType dtype) {
    return new DTypeValue(dtype);
  }

  /** Returns a value whose dtype a later state may change, unless the dtype is used first. */
  public static DTypeValue preliminary(DType dtype) {
    return new DTypeValue(dtype);
  }

  /** Returns a value whose dtype is set later. */
  public static DTypeValue pending() {
    return new DTypeValue(null);
  }

  /**
   * Sets the dtype of a value that was pending or preliminary.
   *
   * @throws InvalidStateException if something was already made of another dtype
   */
  public void complete(DType built) {
    if (used && !built.equals(dtype)) {
      throw new InvalidStateException(
          Anomaly.HARMFUL,
          "a dtype changes after it was used; NumPy would read beyond the elements made of it");
    }
    dtype = built;
  }

  /** Records that a 32-bit NumPy wrote this dtype, whose objects take 4 bytes there. */
  public void setShortPointers() {
    shortPointers = true;
  }

  /** Whether {@code value} is a dtype of objects that a 32-bit NumPy wrote. */
  public static boolean hasShortPointers(PickleValue value) {
    return value instanceof DTypeValue holder && holder.shortPointers;
  }

  /** Whether there is a dtype. */
  @Override
  public boolean isComplete() {
    return dtype != null;
  }

  /**
   * The dtype.
   *
   * @throws IllegalStateException if the pickle never set its state
   */
  public DType dtype() {
    if (dtype == null) {
      throw new IllegalStateException("the pickle never set the state of this dtype");
    }
    return dtype;
  }

  /**
   * Returns the dtype of a value, which cannot change from now on.
   *
   * @param what what the value is for, for messages
   * @throws InvalidStateException if the value is not a dtype, or is not complete
   */
  public static DType of(PickleValue value, String what) {
    if (!(value instanceof DTypeValue holder)) {
      throw new InvalidStateException(what + " must be a dtype, not " + value.described());
    }
    if (holder.dtype == null) {
      throw new InvalidStateException(what + " is used before its state is complete");
    }
    holder.used = true;
    return holder.dtype;
  }

  @Override
  public String typeName() {
    return "dtype";
  }

  /** The dtype. */
  @Override
  public Object javaValue() {
    return dtype();
  }

  @Override
  public void writeCanonical(CanonicalOutput out) throws IOException {
    out.raw("{\"dtype\":");
    CanonicalElements.writeDescr(dtype(), out);
    out.raw("}");
  }

  /** As NumPy's {@code repr}: {@code dtype('float64')}. */
  @Override
  public Printed printed() {
    String name = dtype == null ? "" : name(dtype);
    boolean isList = name.startsWith("[") || name.startsWith("{") || name.startsWith("(");
    return Printed.of(
        isList || dtype instanceof MlType ? "dtype(" + name + ")" : "dtype('" + name + "')");
  }

  private static String name(DType dtype) {
    return switch (dtype.kind()) {
      case OBJECT -> "O";
      case BYTES, VOID -> dtype.str().substring(1);
      case DATETIME, TIMEDELTA -> dtype.str();
      default -> dtype.toString();
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof DTypeValue that && dtype != null && dtype.equals(that.dtype));
  }

  @Override
  public int hashCode() {
    return dtype == null ? 0 : dtype.hashCode();
  }

  @Override
  public String toString() {
    return dtype == null ? "dtype without state" : "dtype " + dtype;
  }
}

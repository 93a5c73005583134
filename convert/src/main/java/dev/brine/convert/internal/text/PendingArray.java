package dev.brine.convert.internal.text;

import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;

/**
 * An array that is made while it is written, a few rows at a time.
 *
 * @param shape of all of it
 * @param body gives its rows
 */
public record PendingArray(String name, DType dtype, Shape shape, Body body) {

  /** Gives all rows. */
  @FunctionalInterface
  public interface Body {
    /** Gives them in order, some in each array. */
    void writeTo(Sink sink) throws IOException;
  }

  /** Takes rows. */
  @FunctionalInterface
  public interface Sink {
    /** Takes the rows that follow: an array of one more axis than a row. */
    void write(NdArray rows) throws IOException;
  }

  /** An array that is there. */
  public static PendingArray of(String name, NdArray array) {
    return new PendingArray(name, array.dtype(), array.shape(), sink -> sink.write(array));
  }
}

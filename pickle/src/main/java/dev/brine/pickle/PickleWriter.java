package dev.brine.pickle;

import dev.brine.pickle.internal.write.ValueWriter;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.UnaryOperator;

/**
 * Writes values as pickles of protocols 2 to 5, as CPython's own pickler lays them out: the same
 * opcodes, batches, frames and memo. Values that are shared, or contain themselves, are so again in
 * Python.
 *
 * <p>Only data is written. A record of a call that no table knows is refused, because a pickle of
 * it would run something wherever it is opened.
 */
public final class PickleWriter {
  private PickleWriter() {}

  /**
   * The pickle of {@code value} in protocol 4.
   *
   * @throws dev.brine.error.RefusedException if a value names a class or function that no table
   *     knows
   * @throws dev.brine.error.UnsupportedException if a value cannot be in a pickle at all
   */
  public static byte[] toBytes(PickleValue value) throws IOException {
    return toBytes(value, options -> options);
  }

  /** The pickle of {@code value} with these options. */
  public static byte[] toBytes(PickleValue value, UnaryOperator<PickleWriteOptions> options)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(value, bytes, options.apply(PickleWriteOptions.DEFAULT));
    return bytes.toByteArray();
  }

  /**
   * Writes the pickle of {@code value}, in pieces of 64 KiB; the stream is left open and is not
   * flushed. After a failure it holds the beginning of a pickle, which no reader accepts.
   *
   * @throws dev.brine.error.BrineException as {@link #toBytes(PickleValue)}
   */
  public static void write(PickleValue value, OutputStream out, PickleWriteOptions options)
      throws IOException {
    new ValueWriter(out, options.protocol(), options.types(), options.reducer()).write(value);
  }
}

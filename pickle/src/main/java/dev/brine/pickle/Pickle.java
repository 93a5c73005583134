package dev.brine.pickle;

import dev.brine.error.Location;
import dev.brine.pickle.internal.machine.PickleMachine;
import dev.brine.pickle.type.PickleOptions;
import dev.brine.pickle.value.DecodedPickle;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/**
 * Decodes Python pickles of protocols 0 to 5 as data. Nothing in a pickle is ever executed: what no
 * table of inert types knows is refused.
 */
public final class Pickle {
  private Pickle() {}

  /**
   * Decodes the first pickle in {@code bytes}; what follows its STOP is not looked at.
   *
   * @throws dev.brine.error.BrineException if it is malformed, truncated, over a limit, or asks for
   *     a class or function that is not inert
   */
  public static PickleValue decode(byte[] bytes) throws IOException {
    return decode(bytes, options -> options);
  }

  /** Decodes the first pickle in {@code bytes} with these options. */
  public static PickleValue decode(byte[] bytes, UnaryOperator<PickleOptions> options)
      throws IOException {
    return decode(
            new ByteArrayInputStream(bytes),
            Location.MEMORY,
            0,
            options.apply(PickleOptions.DEFAULT))
        .value();
  }

  /**
   * Decodes one pickle from a stream, which is read in blocks, beyond the STOP.
   *
   * @param location the file and member that failures name
   * @param start the offset of the stream's first byte in its member, for failures to name
   */
  public static DecodedPickle decode(
      InputStream in, Location location, long start, PickleOptions options) throws IOException {
    return PickleMachine.reading(in, location, start, options).run();
  }
}

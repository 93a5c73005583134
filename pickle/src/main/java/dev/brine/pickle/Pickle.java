package dev.brine.pickle;

import dev.brine.error.Location;
import dev.brine.pickle.internal.machine.PickleMachine;
import dev.brine.pickle.internal.scan.StreamScan;
import dev.brine.pickle.type.PickleOptions;
import dev.brine.pickle.type.ScanContext;
import dev.brine.pickle.type.ScanInput;
import dev.brine.pickle.value.DecodedPickle;
import dev.brine.pickle.value.PickleLimits;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.ScanReport;
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

  /**
   * Says whether {@code bytes} are a pickle that holds anything but data; what follows its STOP,
   * and pickles inside its bytes, are looked at too. A pickle that cannot be decoded is no failure
   * here, but a finding.
   */
  public static ScanReport scan(byte[] bytes) {
    try {
      InputStream in = new ByteArrayInputStream(bytes);
      return scan(in, Location.MEMORY, 0, PickleOptions.DEFAULT);
    } catch (IOException e) {
      throw new AssertionError("bytes in memory can be read", e);
    }
  }

  /**
   * Scans a stream to its end.
   *
   * @param location the file and member that failures name
   * @param start the offset of the stream's first byte in its member, for findings to name
   * @param options the tables of what is known to be data, and the limits
   * @throws IOException if the stream cannot be read, never for what is in it
   */
  public static ScanReport scan(
      InputStream in, Location location, long start, PickleOptions options) throws IOException {
    ScanInput input = new ScanInput(in, start);
    return StreamScan.scan(input, location, options, ScanContext.DEFAULT, 0);
  }

  /**
   * Scans a stream to its end, or to where another form begins that {@code context} knows; the
   * stream stands there then.
   *
   * @param location the file and member that failures name
   * @param options the tables of what is known to be data, and the limits
   * @param nesting how many pickles the stream lies inside
   * @throws IOException if the stream cannot be read, never for what is in it
   */
  public static ScanReport scan(
      ScanInput in, Location location, PickleOptions options, ScanContext context, int nesting)
      throws IOException {
    return StreamScan.scan(in, location, options, context, nesting);
  }

  /**
   * Scans every place of a stream that looks like the start of a pickle, where none need be. Ends
   * as {@link #scan(ScanInput, Location, PickleOptions, ScanContext, int)} does.
   */
  public static ScanReport search(
      ScanInput in, Location location, PickleOptions options, ScanContext context, int nesting)
      throws IOException {
    return StreamScan.search(in, location, options, context, nesting);
  }

  /**
   * The opcodes of one pickle, as they are asked for.
   *
   * @param location the file and member that failures name
   * @param start the offset of the stream's first byte in its member
   */
  public static Disassembly disassemble(
      InputStream in, Location location, long start, PickleLimits limits) {
    return new Disassembly(PickleMachine.reader(in, location, start, limits));
  }

  /** The opcodes of the pickle in {@code bytes}, as they are asked for. */
  public static Disassembly disassemble(byte[] bytes) {
    InputStream in = new ByteArrayInputStream(bytes);
    return disassemble(in, Location.MEMORY, 0, PickleLimits.DEFAULT);
  }
}
